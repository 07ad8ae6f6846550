/**
 * The files of the privacy budget's ledger: per release, the privacy cost of every visitor-day in it. It may not
 * forget: an entry is never removed, and replaced only before its release is drawn.
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isLedgerEntry, type LedgerEntry } from '#core/disclosure/budget-ledger';
import type { DataDir } from '../data-dir.ts';
import { replaceFile } from '../seal/replace-file.ts';
import { syncFolder } from '../sync-folder.ts';
import { readKeptFile } from './read-kept.ts';

const folder = (data: DataDir) => join(data.releases, 'ledger');

/** Returns the file of a release's entry. */
export function entryFile(data: DataDir, site: string, period: string): string {
  return join(folder(data), `${period}.${site}.json`);
}

/**
 * Reads every entry, by period and site. Throws a KeptFileError where one cannot be read, since the spent budget is
 * then unknown.
 */
export function readLedger(data: DataDir): readonly LedgerEntry[] {
  if (!existsSync(folder(data))) return [];
  return readdirSync(folder(data))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => readKeptFile<LedgerEntry>(join(folder(data), name), isLedgerEntry));
}

/** Writes an entry durably; an earlier one of the same release is replaced. */
export function writeEntry(data: DataDir, entry: LedgerEntry): void {
  mkdirSync(folder(data), { recursive: true });
  syncFolder(dirname(folder(data)));
  replaceFile(entryFile(data, entry.site, entry.period), `${JSON.stringify(entry)}\n`);
}
