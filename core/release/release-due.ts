/**
 * Releases what is due, the same in every place: checks that the books are whole, chooses, and brings one release after
 * the other to its end (release-one.ts). The caller holds the lock or the lease. It may not print.
 */
import { BudgetExceededError, findUnbooked, type LedgerEntry } from '../disclosure/budget-ledger.ts';
import { chooseReleases, type DuePeriod, type SiteDays } from '../disclosure/due-releases.ts';
import { KeptFileError } from '../disclosure/kept-file-error.ts';
import { MissingBoundError } from '../facts/recorded-bounds.ts';
import { releaseOne } from './release-one.ts';
import type { ReleaseOutcome, ReleaseRefusal, ReleaseRun } from './release-run.ts';
import type { ReleaseStore } from './release-store.ts';

/**
 * Throws a KeptFileError before any draw where the books are not whole, and a DaysMovedError where days of a release
 * changed while it was drawn. A release that is refused holds up no other.
 */
export async function releaseDue(run: ReleaseRun): Promise<ReleaseOutcome> {
  const { store, named, today } = run;
  const sites = await store.siteDays(run.sites, today);
  const { due, emptySites } = chooseReleases(sites, named, today);
  const drawnPeriods: DuePeriod[] = [];
  const refusals: ReleaseRefusal[] = [];
  if (due.length === 0) return { done: true, drawnPeriods, refusals, emptySites };

  let ledger = await store.readLedger();
  checkBooked(
    store,
    ledger,
    sites.filter(({ site }) => due.some((one) => one.site === site)),
  );
  for (const [index, one] of due.entries()) {
    if (!store.hasTime()) return { done: false, drawnPeriods, refusals, emptySites };
    try {
      ledger = await releaseOne(run, one, ledger);
      drawnPeriods.push(one);
    } catch (error) {
      if (!(error instanceof BudgetExceededError || error instanceof MissingBoundError)) throw error;
      refusals.push(error);
    }
    run.onReleased?.(one, index + 1, due.length);
  }
  return { done: true, drawnPeriods, refusals, emptySites };
}

/** Throws a KeptFileError where a published release of these sites has no entry: what its days have paid is unknown. */
function checkBooked(store: ReleaseStore, ledger: readonly LedgerEntry[], sites: readonly SiteDays[]): void {
  const published = sites.flatMap(({ site, drawnPeriods }) =>
    [...drawnPeriods].map((period) => ({ site, period })),
  );
  const [missing] = findUnbooked(ledger, published);
  if (missing !== undefined) throw new KeptFileError(store.entryName(missing.site, missing.period));
}
