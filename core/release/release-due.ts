/**
 * Runs the releases that are due, identically in every place: checks that the books are complete, selects the periods,
 * and completes one release after the other (release-one.ts). The caller holds the lock or the lease.
 */
import { BudgetExceededError, findUnbooked, type LedgerEntry } from '../disclosure/budget-ledger.ts';
import { chooseReleases, type DuePeriod, type SiteDays } from '../disclosure/due-releases.ts';
import { KeptFileError } from '../disclosure/kept-file-error.ts';
import { MissingBoundError } from '../facts/recorded-bounds.ts';
import { releaseOne } from './release-one.ts';
import type { ReleaseOutcome, ReleaseRefusal, ReleaseRun } from './release-run.ts';
import type { ReleaseStore } from './release-store.ts';

/**
 * Throws a KeptFileError before any draw where the books are incomplete, and a DaysMovedError where days of a release
 * changed during its draw. A refused release does not stop the others.
 */
export async function releaseDue(run: ReleaseRun): Promise<ReleaseOutcome> {
  const { store, named, today } = run;
  const sites = await store.siteDays(run.sites, today);
  const { due, emptySites, doubledSites } = chooseReleases(sites, named, today);
  const drawnPeriods: DuePeriod[] = [];
  const refusals: ReleaseRefusal[] = [];
  if (due.length === 0) return { done: true, drawnPeriods, refusals, emptySites, doubledSites };

  let ledger = await store.readLedger();
  checkBooked(
    store,
    ledger,
    sites.filter(({ site }) => due.some((period) => period.site === site)),
  );
  for (const [index, period] of due.entries()) {
    if (!store.hasTime()) return { done: false, drawnPeriods, refusals, emptySites, doubledSites };
    try {
      ledger = await releaseOne(run, period, ledger);
      drawnPeriods.push(period);
    } catch (error) {
      if (!(error instanceof BudgetExceededError || error instanceof MissingBoundError)) throw error;
      refusals.push(error);
    }
    run.onReleased?.(period, index + 1, due.length);
  }
  return { done: true, drawnPeriods, refusals, emptySites, doubledSites };
}

/**
 * Throws a KeptFileError where a published release of these sites has no ledger entry: it is unknown what its days have
 * paid.
 */
function checkBooked(store: ReleaseStore, ledger: readonly LedgerEntry[], sites: readonly SiteDays[]): void {
  const published = sites.flatMap(({ site, drawnPeriods }) =>
    [...drawnPeriods].map((period) => ({ site, period })),
  );
  const [missing] = findUnbooked(ledger, published);
  if (missing !== undefined) throw new KeptFileError(store.entryName(missing.site, missing.period));
}
