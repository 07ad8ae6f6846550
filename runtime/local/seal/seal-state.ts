/**
 * Records which files each seal has counted: `state/seal/DAY.json`. Without it the next seal could not tell a late row
 * from one that is already counted. It may hold names of files, sites and days, but nothing about a visitor.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedFileError, type Damage } from '#core/damage/damaged-file-error';
import type { SealRun, SealStates } from '#core/seal/seal-run';
import { isObject } from '#core/damage/is-object';
import { readJson } from '../damage/read-json.ts';
import type { DataDir } from '../data-dir.ts';
import { syncFolder } from '../sync-folder.ts';
import { replaceFile } from './replace-file.ts';
import { makeFolder } from '#runtime/node/make-folder';

const folder = (data: DataDir) => join(data.state, 'seal');

export interface SealStateFiles {
  readonly states: SealStates;
  /** Days whose record cannot be read: it is unknown which of their rows are counted. */
  readonly damaged: readonly { readonly day: string; readonly damage: Damage }[];
}

/** Reads the runs of every day that still has a record. */
export function readSealStates(data: DataDir): SealStateFiles {
  const states: SealStates = new Map();
  const damaged: { day: string; damage: Damage }[] = [];
  for (const name of existsSync(folder(data)) ? readdirSync(folder(data)) : []) {
    const day = /^(\d{4}-\d{2}-\d{2})\.json$/.exec(name)?.[1];
    if (day === undefined) continue;
    try {
      states.set(day, readJson<readonly SealRun[]>(join(folder(data), name), areRuns));
    } catch (error) {
      if (!(error instanceof DamagedFileError)) throw error;
      damaged.push(...error.damages.map((damage) => ({ day, damage })));
    }
  }
  return { states, damaged };
}

function areRuns(json: unknown): boolean {
  return (
    Array.isArray(json) &&
    json.every((run) =>
      isObject(run, { id: 'text', kind: 'text', sites: 'texts', files: 'texts', state: 'text' }),
    )
  );
}

/** Writes the runs of a day; durable when it returns. A day without runs has no file. */
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
