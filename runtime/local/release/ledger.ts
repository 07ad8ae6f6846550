/**
 * The ledger of the privacy budget: for each release what every visitor-day in it paid, booked before anything is drawn.
 * It may not forget: an entry is never removed, and only replaced before its release is drawn.
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkAffordable, type LedgerEntry } from '#core/disclosure/budget-ledger';
import { KeptFileError } from '#core/disclosure/kept-file-error';
import { isObject } from '../damage/read-json.ts';
import type { DataDir } from '../data-dir.ts';
import { replaceFile } from '../seal/replace-file.ts';
import { syncFolder } from '../sync-folder.ts';
import { readKept } from './read-kept.ts';

const folder = (data: DataDir) => join(data.releases, 'ledger');
const fileOf = (data: DataDir, site: string, period: string) => join(folder(data), `${period}.${site}.json`);

/** Every entry, by period and site. Throws a KeptFileError where one cannot be read: what is spent is then unknown. */
export function readLedger(data: DataDir): readonly LedgerEntry[] {
  if (!existsSync(folder(data))) return [];
  return readdirSync(folder(data))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => readKept<LedgerEntry>(join(folder(data), name), isEntry));
}

function isEntry(json: unknown): boolean {
  return isObject(json, {
    site: 'text',
    period: 'text',
    days: 'texts',
    nanorho: 'number',
    delta: 'number',
    catalogue: 'text',
    profile: 'text',
    bookedOn: 'text',
  });
}

/** Throws a KeptFileError where one of these releases of a site, which are published, has no entry: what is spent is then unknown. */
export function checkBooked(data: DataDir, site: string, periods: readonly string[]): void {
  const missing = periods.map((period) => fileOf(data, site, period)).find((file) => !existsSync(file));
  if (missing !== undefined) throw new KeptFileError(missing);
}

/** Books a release durably. Throws a BudgetExceededError, and books nothing, where a day of it would pay more than `budget`. */
export function book(data: DataDir, entry: LedgerEntry, budget: number): void {
  checkAffordable(readLedger(data), entry, budget);
  mkdirSync(folder(data), { recursive: true });
  syncFolder(dirname(folder(data)));
  replaceFile(fileOf(data, entry.site, entry.period), `${JSON.stringify(entry)}\n`);
}
