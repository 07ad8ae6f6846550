/** Removes drafts that a crash left in the folders of a month. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Fact } from '#core/facts/fact';
import type { DataDir } from '../data-dir.ts';
import { periodsIn } from '../lake/periods-in.ts';

/** Removes the drafts. The caller holds the lock `seal`: nobody else writes drafts then. */
export function sweepMonth(data: DataDir, facts: readonly Fact[], month: string): void {
  for (const folder of [...facts.map((fact) => join(data.facts, fact.name)), data.seals]) {
    for (const period of periodsIn(folder).filter((name) => name.startsWith(month))) {
      const periodFolder = join(folder, `period=${period}`);
      for (const name of existsSync(periodFolder) ? readdirSync(periodFolder) : [])
        if (name.endsWith('.tmp')) rmSync(join(periodFolder, name), { force: true });
    }
  }
}
