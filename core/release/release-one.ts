/**
 * Draws one release, once. In this order: what an earlier run drew is read; else the release is checked, booked, drawn
 * and held against the days as they are after the draw; then it is kept and published. So a crash between any two steps
 * neither draws twice nor pays twice. It may not decide what is due.
 */
import type { CompiledSite } from '../config/compile.ts';
import {
  budgetOf,
  checkAffordable,
  ledgerEntry,
  withEntry,
  type LedgerEntry,
} from '../disclosure/budget-ledger.ts';
import { discreteGaussian } from '../disclosure/discrete-gaussian.ts';
import { drawRelease, tablesToDraw, type ReleaseInput } from '../disclosure/draw-release.ts';
import type { DuePeriod } from '../disclosure/due-releases.ts';
import { KeptFileError } from '../disclosure/kept-file-error.ts';
import { neededBounds } from '../disclosure/needed-bounds.ts';
import { PROFILES } from '../disclosure/profiles.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';
import type { Bounds } from '../facts/fact.ts';
import { checkBoundsRecorded, widestBounds } from '../facts/recorded-bounds.ts';
import { OperatorError } from '../operator-error.ts';
import type { ReleaseRun } from './release-run.ts';
import type { PeriodStore } from './release-store.ts';

/** A day of the period was sealed or deleted while its release was drawn; nothing was kept. */
export class DaysMovedError extends OperatorError {
  override readonly name = 'DaysMovedError';

  constructor(site: string, period: string, change: 'sealed' | 'deleted') {
    super(
      `${site} ${period} is not released: a day of it was ${change} meanwhile; run headcount release again`,
    );
  }
}

type Ledger = readonly LedgerEntry[];

/** Returns the ledger as it is then. Throws a BudgetExceededError or a MissingBoundError, before anything is booked. */
export async function releaseOne(run: ReleaseRun, due: DuePeriod, ledger: Ledger): Promise<Ledger> {
  const site = run.config.site(due.site);
  if (site === undefined) throw new RangeError('a release is due for a site that is not configured');
  const store = await run.store.open(due);
  try {
    let release = await store.readDrawn();
    let booked = ledger;
    if (release === undefined) {
      const input = await readInput(run, store, due, site);
      booked = await book(run, input, ledger);
      store.reach?.('booked');
      const drawn = await draw(run, store, input);
      store.reach?.('drawn');
      await checkUnmoved(store, due);
      release = await store.keep(drawn);
    }
    store.reach?.('kept');
    await store.publish(release);
    store.reach?.('published');
    return booked;
  } finally {
    store.close();
  }
}

/** What the release is drawn from. Throws a KeptFileError where it was drawn before, or a MissingBoundError. */
async function readInput(
  run: ReleaseRun,
  store: PeriodStore,
  due: DuePeriod,
  site: CompiledSite,
): Promise<ReleaseInput> {
  const { source } = run.config;
  const { days, merged } = await store.readSeals();
  // Only what is released is merged, so it was: the release is lost, and of its rows some as well.
  if (due.days.some((day) => merged.includes(day)))
    throw new KeptFileError(run.store.releaseName(due.site, due.period));
  checkBoundsRecorded(days, neededBounds(run.facts, due.level, site));
  return {
    due,
    site,
    timeZone: source.timeZone,
    facts: run.facts,
    bounds: widestBounds(days) as unknown as Bounds,
    profile: PROFILES[source.release.profile],
    today: run.today,
  };
}

/** Throws a BudgetExceededError, and books nothing, where a day would pay more than its budget. */
async function book({ store }: ReleaseRun, input: ReleaseInput, ledger: Ledger): Promise<Ledger> {
  const entry = ledgerEntry(input);
  checkAffordable(ledger, entry, budgetOf(input));
  await store.book(entry);
  return withEntry(ledger, entry);
}

async function draw(run: ReleaseRun, store: PeriodStore, input: ReleaseInput): Promise<StoredRelease> {
  const names = new Set(tablesToDraw(input).map((table) => table.fact));
  const engine = await store.openFacts(run.facts.filter((fact) => names.has(fact.name)));
  const bits = run.bits();
  return await drawRelease(input, engine, run.loadSql, (variance) => discreteGaussian(variance, bits));
}

/**
 * Throws a DaysMovedError where the sealed days are not those that paid: after the draw, this covers its every query.
 */
async function checkUnmoved(store: PeriodStore, { site, period, days }: DuePeriod): Promise<void> {
  const sealed = await store.sealedNow();
  if (sealed.some((day) => !days.includes(day))) throw new DaysMovedError(site, period, 'sealed');
  if (days.some((day) => !sealed.includes(day))) throw new DaysMovedError(site, period, 'deleted');
}
