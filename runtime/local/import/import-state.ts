/**
 * What an import has done so far: `state/import/ID.json`, replaced whole at each commit. Its days are not sealed while
 * `state` is `running`. It may hold lengths, keyed hashes and counts; no name of a log, no line, no time finer than the
 * hour.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedFileError, type Damage } from '#core/damage/damaged-file-error';
import { isObject } from '#core/damage/is-object';
import { readJson } from '#runtime/local/damage/read-json';
import type { DataDir } from '#runtime/local/data-dir';
import { writeDurably } from './durable-file.ts';
import type { LineCounts } from '#core/import/line-counts';

/** How far one log was read. */
export interface LogProgress {
  /** Bytes consumed, after decompression. */
  readonly length: number;
  /** HMAC of these bytes under the ledger key. */
  readonly hmac: string;
  readonly counts: LineCounts;
}

export interface ImportState {
  /** 16 hex digits, random. */
  readonly id: string;
  readonly state: 'running' | 'done';
  readonly site: string;
  /** Local days that rows of this import bear. */
  readonly days: readonly string[];
  /** The operator's act, to the hour: YYYY-MM-DDTHH. */
  readonly startedAt: string;
  /** Hour of the last commit: 24 hours after it a running import counts as given up. */
  readonly activeAt: string;
  readonly logs: readonly LogProgress[];
  /**
   * Files, relative to `arrivals/`, that this commit makes visible: whatever of them still bears `.tmp` is renamed on
   * recovery.
   */
  readonly publish: readonly string[];
}

const folder = (data: DataDir) => join(data.state, 'import');
const STATE_FILE = /^[0-9a-f]{16}\.json$/;

/**
 * States of all imports that are known, running and done. Throws a DamagedFileError where one cannot be read: what it
 * counted is unknown.
 */
export function readImportStates(data: DataDir): readonly ImportState[] {
  const { states, damaged } = readSoundImportStates(data);
  if (damaged.length > 0) throw new DamagedFileError(...damaged.map(({ damage }) => damage));
  return states;
}

export interface ImportStateFiles {
  readonly states: readonly ImportState[];
  /** Those that cannot be read, by the id of their import. */
  readonly damaged: readonly { readonly id: string; readonly damage: Damage }[];
}

/** As readImportStates, for who can go on without some. */
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
  const { activeAt = '', logs = [], publish = [] } = json as Partial<Record<keyof ImportState, unknown>>;
  return (
    isObject({ activeAt, logs, publish }, { activeAt: 'text', logs: 'list', publish: 'texts' }) &&
    (activeAt === '' || !Number.isNaN(endOfHour(String(activeAt))))
  );
}

/** The commit of a chunk: durable when this returns. */
export function writeImportState(data: DataDir, state: ImportState): void {
  writeDurably(join(folder(data), `${state.id}.json`), JSON.stringify(state));
}

export function removeImportState(data: DataDir, id: string): void {
  rmSync(join(folder(data), `${id}.json`), { force: true });
}

/** Removes what a crash left half written beside a state. */
export function removeDrafts(data: DataDir): void {
  if (!existsSync(folder(data))) return;
  for (const name of readdirSync(folder(data)))
    if (name.endsWith('.tmp')) rmSync(join(folder(data), name), { force: true, recursive: true });
}

/** An instant cut to its UTC hour, YYYY-MM-DDTHH. */
export function hourOf(now: number): string {
  return new Date(now).toISOString().slice(0, 13);
}

/** First instant after the hour that `hourOf` gave. */
export function endOfHour(hour: string): number {
  return Date.parse(`${hour}:00:00Z`) + 3_600_000;
}
