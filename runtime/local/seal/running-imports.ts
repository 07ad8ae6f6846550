/** Lists unfinished imports, and what a damaged state of one holds back. */
import { basename, relative } from 'node:path';
import type { ReadDays } from '#core/seal/fill-days';
import { overlappingLocalDays, type HeldBack } from '#core/seal/held-back';
import type { Zone } from '#core/time/zone';
import type { DataDir } from '../data-dir.ts';
import { readSoundImportStates } from '../import/import-state.ts';
import { listArrivalFiles } from './arrival-index.ts';

export interface RunningImports {
  /** Running imports and the days they touch. */
  readonly running: readonly {
    readonly id: string;
    readonly site: string;
    readonly days: readonly string[];
  }[];
  /** Days of which finished imports read lines. */
  readonly readDays: readonly ReadDays[];
  /** Days held back by imports of which it is unknown whether they are finished. */
  readonly heldBack: readonly HeldBack[];
}

/** Reads the states of all imports. */
export function runningImports(data: DataDir, zone: Zone): RunningImports {
  const { states, damaged } = readSoundImportStates(data);
  const files = damaged.length === 0 ? [] : listArrivalFiles(data);
  return {
    running: states
      .filter((state) => state.state !== 'done')
      .map(({ id, site, days }) => ({ id, site, days })),
    readDays: states
      .filter((state) => state.state === 'done')
      .map(({ site, wrote = [], alsoRead = [] }) => ({
        site,
        days: [...wrote.flatMap(({ read = [] }) => read), ...alsoRead],
      })),
    heldBack: damaged.map(({ id, damage }) => ({
      file: relative(data.root, damage.file),
      reason: damage.reason,
      days: [
        ...new Set(
          files
            .filter((file) => importOf(file) === id)
            .flatMap((file) => overlappingLocalDays(zone, file.slice(3, 13))),
        ),
      ].toSorted(),
    })),
  };
}

/** Returns the import that wrote an arrival file; undefined where the file was collected live. */
export function importOf(file: string): string | undefined {
  return /^import-([0-9a-f]+)-/.exec(basename(file))?.[1];
}
