/**
 * What seals have taken: `state/seal/DAY.json`. Without it the next seal could not tell a late row from one already
 * counted. It may hold names of files, sites and days; nothing of a visitor.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SealRun, SealStates } from '#core/seal/seal-run';
import type { DataDir } from '../data-dir.ts';
import { syncFolder } from '../sync-folder.ts';
import { replaceFile } from './replace-file.ts';
import { makeFolder } from '../make-folder.ts';

const folder = (data: DataDir) => join(data.state, 'seal');

/** The runs of every day that still has a record. */
export function readSealStates(data: DataDir): SealStates {
  if (!existsSync(folder(data))) return new Map();
  return new Map(
    readdirSync(folder(data)).flatMap((name): [string, readonly SealRun[]][] => {
      const day = /^(\d{4}-\d{2}-\d{2})\.json$/.exec(name)?.[1];
      return day === undefined
        ? []
        : [[day, JSON.parse(readFileSync(join(folder(data), name), 'utf8')) as readonly SealRun[]]];
    }),
  );
}

/** Durable when it returns; a day without runs has no file. */
export function writeSealState(
  data: DataDir,
  states: SealStates,
  day: string,
  runs: readonly SealRun[],
): void {
  const file = join(folder(data), `${day}.json`);
  makeFolder(folder(data), 0o700);
  if (runs.length === 0) {
    states.delete(day);
    rmSync(file, { force: true });
    syncFolder(folder(data));
    return;
  }
  states.set(day, runs);
  replaceFile(file, JSON.stringify(runs));
}
