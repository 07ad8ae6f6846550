/**
 * The ledger of the privacy budget on AWS: an object an entry, `releases/ledger/P.SITE.json`, created before anything is
 * drawn. It may not forget: an entry is never removed, and only replaced before its release is drawn. Under the lease.
 */
import { checkAffordable, type LedgerEntry } from '#core/disclosure/budget-ledger';
import { KeptFileError } from '#core/disclosure/kept-file-error';
import type { Objects } from '../lake/objects.ts';

const FOLDER = 'releases/ledger/';
const keyOf = (site: string, period: string) => `${FOLDER}${period}.${site}.json`;
const TOGETHER = 16;

/** Entries by key. */
export type Ledger = ReadonlyMap<string, LedgerEntry>;

/** Every entry, by period and site. Throws a KeptFileError where one cannot be read: what is spent is then unknown. */
export async function readLedger(facts: Objects): Promise<Ledger> {
  const keys = (await facts.list(FOLDER))
    .map(({ key }) => key)
    .filter((key) => key.endsWith('.json'))
    .toSorted();
  const found = new Map<string, LedgerEntry>();
  for (let at = 0; at < keys.length; at += TOGETHER) {
    const some = await Promise.all(
      keys.slice(at, at + TOGETHER).map(async (key) => [key, await entryAt(facts, key)] as const),
    );
    for (const [key, entry] of some) found.set(key, entry);
  }
  return found;
}

/** Throws a KeptFileError where one of these releases of a site, which are published, has no entry: what is spent is then unknown. */
export function checkBooked(ledger: Ledger, site: string, periods: readonly string[]): void {
  const missing = periods.map((period) => keyOf(site, period)).find((key) => !ledger.has(key));
  if (missing !== undefined) throw new KeptFileError(missing);
}

/** Books a release. Throws a BudgetExceededError, and books nothing, where a day of it would pay more than `budget`. Returns the ledger with the entry. */
export async function book(
  facts: Objects,
  ledger: Ledger,
  entry: LedgerEntry,
  budget: number,
): Promise<Ledger> {
  checkAffordable([...ledger.values()], entry, budget);
  const key = keyOf(entry.site, entry.period);
  const text = `${JSON.stringify(entry)}\n`;
  // Booked and not drawn before a crash: what would be drawn now may differ, by a day sealed since.
  if (!(await facts.create(key, text))) await facts.put(key, text, 'application/json');
  return new Map([...ledger, [key, entry]]);
}

async function entryAt(facts: Objects, key: string): Promise<LedgerEntry> {
  try {
    return JSON.parse((await facts.text(key)) ?? '') as LedgerEntry;
  } catch {
    throw new KeptFileError(key);
  }
}
