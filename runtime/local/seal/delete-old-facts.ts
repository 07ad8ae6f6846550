/** Deletes sealed periods after `factsDays`: the seal first, so that readers see the whole day or nothing. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { keptDigests } from '#core/disclosure/listed-names';
import { oldPeriods } from '#core/seal/old-periods';
import type { DataDir } from '../data-dir.ts';
import { syncFolder } from '../sync-folder.ts';
import { removeUnusedNames } from './kept-names.ts';
import type { SealedDays } from './read-sealed.ts';

/** Deletes what was sealed before `limit`, and the listed names that no seal refers to any more. */
export function deleteOldFacts(data: DataDir, sealed: SealedDays, limit: string): void {
  const old = oldPeriods(sealed.periods, limit);
  deletePeriods(data, old);
  // An unreadable row may refer to any names.
  if (old.length > 0 && sealed.heldBack.length === 0)
    removeUnusedNames(data, keptDigests(sealed.keptNames, old));
}

/** Deletes the periods from `seals`, then from every other folder. */
function deletePeriods(data: DataDir, periods: readonly string[]): void {
  if (periods.length === 0) return;
  const facts = existsSync(data.facts) ? readdirSync(data.facts).map((name) => join(data.facts, name)) : [];
  for (const folder of [data.seals, ...facts, data.completeness]) {
    if (!existsSync(folder)) continue;
    for (const period of periods) rmSync(join(folder, `period=${period}`), { recursive: true, force: true });
    syncFolder(folder);
  }
}
