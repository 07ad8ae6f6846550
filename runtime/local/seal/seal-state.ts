/**
 * What seals have taken: `state/seal/DAY.json`. Without it the next seal could not tell a late row from one already
 * counted. It may hold names of files, sites and days; nothing of a visitor.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DataDir } from '../data-dir.ts';
import { syncFolder } from '../sync-folder.ts';
import { replaceFile } from './replace-file.ts';
import { makeFolder } from '../make-folder.ts';

/** One pass over the rows of some sites of a day. */
export interface SealRun {
  readonly id: string;
  /** `seal` makes the facts of these sites; `late` only counts what came after that. */
  readonly kind: 'seal' | 'late';
  readonly sites: readonly string[];
  /** Arrival files, relative to `arrivals/`, whose rows of these sites and this day are counted by it. */
  readonly files: readonly string[];
  readonly state: 'pending' | 'done';
}

export type SealStates = Map<string, readonly SealRun[]>;

const folder = (data: DataDir) => join(data.state, 'seal');

/** The runs of every day that still has a record. */
export function readSealStates(data: DataDir): SealStates {
  if (!existsSync(folder(data))) return new Map();
  return new Map(readdirSync(folder(data)).flatMap((name): [string, readonly SealRun[]][] => {
    const day = /^(\d{4}-\d{2}-\d{2})\.json$/.exec(name)?.[1];
    return day === undefined ? [] : [[day, JSON.parse(readFileSync(join(folder(data), name), 'utf8')) as readonly SealRun[]]];
  }));
}

/** Durable when it returns; a day without runs has no file. */
export function writeSealState(data: DataDir, states: SealStates, day: string, runs: readonly SealRun[]): void {
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

/** Whether the rows of (site, day) in this file are counted. */
export function isCounted(states: SealStates, file: string, site: string, day: string): boolean {
  return (states.get(day) ?? []).some((run) => run.state === 'done' && run.sites.includes(site) && run.files.includes(file));
}
