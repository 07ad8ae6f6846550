/**
 * The ledger of the privacy budget: for each release what every visitor-day in it paid, booked before anything is drawn.
 * It may not forget: an entry is never removed, and only replaced before its release is drawn.
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DataDir } from '../data-dir.ts';
import { replaceFile } from '../seal/replace-file.ts';
import { syncFolder } from '../sync-folder.ts';
import { KeptFileError, readKept } from './read-kept.ts';

export interface LedgerEntry {
  readonly site: string;
  /** The day or month released. */
  readonly period: string;
  /** Days of data whose visitor-days paid. */
  readonly days: readonly string[];
  /** Thousand-millionths of rho (zCDP) that each of them paid. */
  readonly nanorho: number;
  /** What its thresholds add to delta. */
  readonly delta: number;
  readonly catalogue: string;
  readonly profile: string;
  readonly bookedOn: string;
}

/** A release would spend more of a day's budget than is left; nothing was drawn. */
export class BudgetExceededError extends Error {
  override readonly name = 'BudgetExceededError';
}

const folder = (data: DataDir) => join(data.releases, 'ledger');
const fileOf = (data: DataDir, site: string, period: string) => join(folder(data), `${period}.${site}.json`);

/** Every entry, by period and site. Throws a KeptFileError where one cannot be read: what is spent is then unknown. */
export function readLedger(data: DataDir): readonly LedgerEntry[] {
  if (!existsSync(folder(data))) return [];
  return readdirSync(folder(data)).filter((name) => name.endsWith('.json')).toSorted().map((name) => readKept<LedgerEntry>(join(folder(data), name)));
}

/** Throws a KeptFileError where one of these releases of a site, which are published, has no entry: what is spent is then unknown. */
export function checkBooked(data: DataDir, site: string, periods: readonly string[]): void {
  const missing = periods.map((period) => fileOf(data, site, period)).find((file) => !existsSync(file));
  if (missing !== undefined) throw new KeptFileError(missing);
}

/** What a day of a site has paid so far, in thousand-millionths of rho. */
export function spentOn(ledger: readonly LedgerEntry[], site: string, day: string): number {
  return ledger.filter((entry) => entry.site === site && entry.days.includes(day)).reduce((sum, entry) => sum + entry.nanorho, 0);
}

/** Books a release durably. Throws a BudgetExceededError, and books nothing, where a day of it would pay more than `budget`. */
export function book(data: DataDir, entry: LedgerEntry, budget: number): void {
  const others = readLedger(data).filter((one) => one.site !== entry.site || one.period !== entry.period);
  const over = entry.days.find((day) => spentOn(others, entry.site, day) + entry.nanorho > budget);
  if (over !== undefined) {
    const spent = spentOn(others, entry.site, over);
    throw new BudgetExceededError(`${entry.site} ${entry.period} is not released: ${over} has spent rho ${rho(spent)} of ${rho(budget)}, and this would cost ${rho(entry.nanorho)} more`);
  }
  mkdirSync(folder(data), { recursive: true });
  syncFolder(dirname(folder(data)));
  replaceFile(fileOf(data, entry.site, entry.period), `${JSON.stringify(entry)}\n`);
}

/** Thousand-millionths as rho, without trailing zeros. */
export function rho(nanorho: number): string {
  return String(Number((nanorho * 1e-9).toFixed(9)));
}
