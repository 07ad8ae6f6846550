/**
 * The state of an import: `state/import/ID.json`, replaced atomically at each commit. The import's days are not sealed
 * until `state` is `done`. The file may hold lengths, keyed hashes, counts and the random names of arrival files, but
 * no name of a log, no line, and no time finer than the hour.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedFileError, type Damage } from '#core/damage/damaged-file-error';
import { isObject } from '#core/damage/is-object';
import { readJson } from '#runtime/local/damage/read-json';
import type { DataDir } from '#runtime/local/data-dir';
import { writeDurably } from './write-durably.ts';
import type { LineCounts } from '#core/import/line-counts';
import type { TakesBack, Waiting, Written } from '#core/import/take-back';

/** Progress within one log. */
export interface LogProgress extends Waiting {
  /** Bytes consumed, after decompression. */
  readonly length: number;
  /** HMAC of these bytes under the ledger key. */
  readonly hmac: string;
  readonly counts: LineCounts;
  /** What was written of the log so far; absent before the first commit. */
  readonly wrote?: Written;
}

/** A log that a finished import counted. */
export interface WrittenLog extends Written {
  readonly length: number;
  readonly hmac: string;
}

export interface ImportState {
  /** 16 hex digits, random. */
  readonly id: string;
  /** `replacing`: committed as a whole, and whatever it replaces has yet to go: it can only be completed. */
  readonly state: 'running' | 'replacing' | 'done';
  readonly site: string;
  /** Local days of this import's rows. */
  readonly days: readonly string[];
  /** Start of the import, to the hour: YYYY-MM-DDTHH. */
  readonly startedAt: string;
  /** Hour of the last commit: 24 hours later a running import counts as abandoned. */
  readonly activeAt: string;
  readonly logs: readonly LogProgress[];
  /**
   * Files, relative to `arrivals/`, that this commit makes visible: recovery renames those that still end in `.tmp`.
   */
  readonly publish: readonly string[];
  /** Present while `state` is `replacing`. */
  readonly takesBack?: TakesBack;
  /** Once `state` is `done`: local days of the lines of logs of which nothing is kept, as of assets alone. */
  readonly alsoRead?: readonly string[];
  /** Present once `state` is `done`. */
  readonly wrote?: readonly WrittenLog[];
}

const folder = (data: DataDir) => join(data.state, 'import');
const STATE_FILE = /^[0-9a-f]{16}\.json$/;

/**
 * Reads the states of all known imports, running and done. Throws a DamagedFileError where one cannot be read, since it
 * is unknown then what it counted.
 */
export function readImportStates(data: DataDir): readonly ImportState[] {
  const { states, damaged } = readSoundImportStates(data);
  if (damaged.length > 0) throw new DamagedFileError(...damaged.map(({ damage }) => damage));
  return states;
}

export interface ImportStateFiles {
  readonly states: readonly ImportState[];
  /** Unreadable states, by the id of their import. */
  readonly damaged: readonly { readonly id: string; readonly damage: Damage }[];
}

/** Reads the states like readImportStates, for callers that can continue without some of them. */
export function readSoundImportStates(data: DataDir): ImportStateFiles {
  const states: ImportState[] = [];
  const damaged: { id: string; damage: Damage }[] = [];
  for (const name of existsSync(folder(data)) ? readdirSync(folder(data)) : []) {
    if (!STATE_FILE.test(name)) continue;
    try {
      states.push(readJson<ImportState>(join(folder(data), name), isState));
    } catch (error) {
      if (!(error instanceof DamagedFileError)) throw error;
      const id = name.slice(0, -'.json'.length);
      damaged.push(...error.damages.map((damage) => ({ id, damage })));
    }
  }
  return { states, damaged };
}

function isState(json: unknown): boolean {
  if (!isObject(json, { id: 'text', state: 'text', site: 'text', days: 'texts' })) return false;
  const fields = json as Partial<Record<keyof ImportState, unknown>>;
  const { activeAt = '', logs = [], publish = [], wrote = [], takesBack = { files: [], logs: [] } } = fields;
  return (
    isObject(
      { activeAt, logs, publish, wrote },
      { activeAt: 'text', logs: 'list', publish: 'texts', wrote: 'list' },
    ) &&
    (wrote as unknown[]).every((log) =>
      isObject(log, { length: 'number', hmac: 'text', files: 'texts', days: 'texts' }),
    ) &&
    isObject(takesBack, { files: 'texts', logs: 'list' }) &&
    (activeAt === '' || !Number.isNaN(endOfHour(String(activeAt))))
  );
}

/** Commits a chunk; durable when it returns. */
export function writeImportState(data: DataDir, state: ImportState): void {
  writeDurably(join(folder(data), `${state.id}.json`), JSON.stringify(state));
}

/** Removes the state of an import, if there is one. */
export function removeImportState(data: DataDir, id: string): void {
  rmSync(join(folder(data), `${id}.json`), { force: true });
}

/** Removes half-written drafts that a crash left. */
export function removeDrafts(data: DataDir): void {
  if (!existsSync(folder(data))) return;
  for (const name of readdirSync(folder(data)))
    if (name.endsWith('.tmp')) rmSync(join(folder(data), name), { force: true, recursive: true });
}

/** Truncates an instant to its UTC hour, YYYY-MM-DDTHH. */
export function hourOf(now: number): string {
  return new Date(now).toISOString().slice(0, 13);
}

/** Returns the first instant after an hour in the form of `hourOf`. */
export function endOfHour(hour: string): number {
  return Date.parse(`${hour}:00:00Z`) + 3_600_000;
}
