/**
 * The objects of the privacy budget's ledger on AWS, one per entry: `releases/ledger/P.SITE.json`. It may not forget:
 * an entry is never removed, and replaced only before its release is drawn. Callers hold the lease.
 */
import { isLedgerEntry, type LedgerEntry } from '#core/disclosure/budget-ledger';
import type { Objects } from '../lake/objects.ts';
import { parseKeptObject } from './parse-kept.ts';

const FOLDER = 'releases/ledger/';
const CONCURRENCY = 16;

/** Returns the key of a release's entry. */
export function entryKey(site: string, period: string): string {
  return `${FOLDER}${period}.${site}.json`;
}

/**
 * Reads every entry, by period and site. Throws a KeptFileError where one cannot be read, since the spent budget is
 * then unknown.
 */
export async function readLedger(facts: Objects): Promise<readonly LedgerEntry[]> {
  const keys = (await facts.list(FOLDER))
    .map(({ key }) => key)
    .filter((key) => key.endsWith('.json'))
    .toSorted();
  const entries: LedgerEntry[] = [];
  for (let at = 0; at < keys.length; at += CONCURRENCY)
    entries.push(
      ...(await Promise.all(keys.slice(at, at + CONCURRENCY).map((key) => readEntry(facts, key)))),
    );
  return entries;
}

/** Writes an entry; an earlier one of the same release is replaced. */
export async function writeEntry(facts: Objects, entry: LedgerEntry): Promise<void> {
  const key = entryKey(entry.site, entry.period);
  const text = `${JSON.stringify(entry)}\n`;
  // Booked but not drawn before a crash: what would be drawn now may differ, by a day sealed since.
  if (!(await facts.create(key, text))) await facts.put(key, text, 'application/json');
}

async function readEntry(facts: Objects, key: string): Promise<LedgerEntry> {
  return parseKeptObject<LedgerEntry>(key, (await facts.text(key)) ?? '', isLedgerEntry);
}
