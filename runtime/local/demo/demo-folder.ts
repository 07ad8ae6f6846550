/**
 * The mark of a data folder that holds nothing but the built-in demo site: `demo.json` at its root. With a month in it,
 * the folder holds simulated visitors, and everything made from it says SIMULATED. It may not be removed once it has a
 * month.
 */
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '#core/damage/is-object';
import { OperatorError } from '#core/operator-error';
import { makeFolder } from '#runtime/node/make-folder';
import { readJson } from '../damage/read-json.ts';
import type { DataDir } from '../data-dir.ts';
import { syncFolder } from '../sync-folder.ts';

/** A month of simulated visitors: the same values give the same visitors again. */
export interface SimulatedMonth {
  /** YYYY-MM */
  readonly month: string;
  readonly seed: number;
  /** Visitors of an average day. */
  readonly visitors: number;
  /** Names the files of its rows: 16 hex digits. */
  readonly id: string;
}

export interface DemoMark {
  readonly site: 'demo';
  /** Absent while nobody has filled a month. */
  readonly simulated?: SimulatedMonth;
}

/** The folder holds simulated visitors, and the command would mix others with them. */
export class SimulatedFolderError extends OperatorError {
  override readonly name = 'SimulatedFolderError';
}

const fileOf = (data: DataDir) => join(data.root, 'demo.json');

/** Returns the mark; undefined where there is none. Throws a DamagedFileError where it cannot be read. */
export function readDemoMark(data: DataDir): DemoMark | undefined {
  const file = fileOf(data);
  return existsSync(file) ? readJson<DemoMark>(file, isDemoMark) : undefined;
}

function isDemoMark(json: unknown): boolean {
  if (!isObject(json, { site: 'text' })) return false;
  const { simulated } = json as DemoMark;
  return (
    simulated === undefined ||
    isObject(simulated, { month: 'text', seed: 'number', visitors: 'number', id: 'text' })
  );
}

/** Whether the folder holds simulated visitors. */
export function isSimulated(data: DataDir): boolean {
  return readDemoMark(data)?.simulated !== undefined;
}

/** Writes the mark durably. */
export function writeDemoMark(data: DataDir, mark: DemoMark): void {
  makeFolder(data.root, 0o777);
  const file = fileOf(data);
  writeFileSync(`${file}.tmp`, `${JSON.stringify(mark)}\n`, { flush: true });
  renameSync(`${file}.tmp`, file);
  syncFolder(data.root);
}

/**
 * Checks the folder before something is written for a configuration. The demo marks a folder that holds nothing yet;
 * any other configuration, and an import, takes the mark away. Throws a SimulatedFolderError where simulated visitors
 * lie there.
 */
export function claimFolder(data: DataDir, by: 'demo' | 'import' | 'others'): void {
  const mark = readDemoMark(data);
  if (by === 'demo') {
    if (mark === undefined && holdsNothing(data)) writeDemoMark(data, { site: 'demo' });
    return;
  }
  if (mark?.simulated !== undefined)
    throw new SimulatedFolderError(
      `${data.root} holds the simulated visitors of headcount demo --month, which are never mixed with others: name another directory with --data`,
    );
  if (mark !== undefined) rmSync(fileOf(data));
}

/** Whether no event of anybody was ever stored in the folder. */
function holdsNothing(data: DataDir): boolean {
  const folders = [data.arrivals, data.journal, data.facts, data.seals, data.completeness, data.releases];
  return (
    !existsSync(join(data.state, 'import')) &&
    folders.every(
      (folder) => !existsSync(folder) || readdirSync(folder).every((name) => name === 'CACHEDIR.TAG'),
    )
  );
}
