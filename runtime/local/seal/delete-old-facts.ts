/** Deletes sealed periods after `factsDays`: the seal first, so that readers see the whole day or nothing. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DataDir } from '../data-dir.ts';
import { syncFolder } from '../sync-folder.ts';

/** Deletes the periods from `seals`, then from every other folder. */
export function deletePeriods(data: DataDir, periods: readonly string[]): void {
  if (periods.length === 0) return;
  const facts = existsSync(data.facts) ? readdirSync(data.facts).map((name) => join(data.facts, name)) : [];
  for (const folder of [data.seals, ...facts, data.completeness]) {
    if (!existsSync(folder)) continue;
    for (const period of periods) rmSync(join(folder, `period=${period}`), { recursive: true, force: true });
    syncFolder(folder);
  }
}
