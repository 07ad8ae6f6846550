/**
 * Draws one release, exactly once. It first reads the draw of an earlier, interrupted run; without one, it checks the
 * release, books it in the ledger, draws it, and compares the days with those sealed after the draw. Then it keeps and
 * publishes the release. A crash between any two steps therefore neither draws twice nor pays twice.
 */
import type { CompiledSite } from '../config/compile.ts';
import {
  budgetOf,
  checkAffordable,
  createLedgerEntry,
  withEntry,
  type LedgerEntry,
} from '../disclosure/budget-ledger.ts';
import { discreteGaussian } from '../disclosure/discrete-gaussian.ts';
import { drawRelease, tablesToDraw, type ReleaseInput } from '../disclosure/draw-release.ts';
import type { DuePeriod } from '../disclosure/due-releases.ts';
import { listedNames } from '../disclosure/listed-names.ts';
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

/** Returns the ledger afterwards. Throws a BudgetExceededError or a MissingBoundError before anything is booked. */
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
      store.onStep?.('booked');
      const drawn = await draw(run, store, input);
      store.onStep?.('drawn');
      await checkUnmoved(store, due);
      release = await store.keep(drawn);
    }
    store.onStep?.('kept');
    await store.publish(release);
    store.onStep?.('published');
    return booked;
  } finally {
    store.close();
  }
}

/** Reads the input of the draw. Throws a KeptFileError where the release was drawn before, or a MissingBoundError. */
async function readInput(
  run: ReleaseRun,
  store: PeriodStore,
  due: DuePeriod,
  site: CompiledSite,
): Promise<ReleaseInput> {
  const { source } = run.config;
  const { days, merged } = await store.readSeals();
  // Only released days are merged, so this period was released before: its release is lost, with some of its rows.
  if (due.days.some((day) => merged.includes(day)))
    throw new KeptFileError(run.store.releaseName(due.site, due.period));
  checkBoundsRecorded(days, neededBounds(run.facts, due.level, site));
  return {
    due,
    site,
    // Days sealed by an earlier version: what is listed now.
    listed: (await store.readListedNames()) ?? listedNames(site),
    timeZone: source.timeZone,
    facts: run.facts,
    bounds: widestBounds(days) as unknown as Bounds,
    profile: PROFILES[source.release.profile],
    today: run.today,
  };
}

/** Throws a BudgetExceededError, and books nothing, where a day would pay more than its budget. */
async function book({ store }: ReleaseRun, input: ReleaseInput, ledger: Ledger): Promise<Ledger> {
  const entry = createLedgerEntry(input);
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
 * Throws a DaysMovedError where the sealed days differ from those that paid. It runs after the draw, so it covers every
 * query of the draw.
 */
async function checkUnmoved(
  store: PeriodStore,
  { site, period, days, doubled = [] }: DuePeriod,
): Promise<void> {
  const sealed = (await store.readSealedDays()).filter((day) => !doubled.includes(day));
  if (sealed.some((day) => !days.includes(day))) throw new DaysMovedError(site, period, 'sealed');
  if (days.some((day) => !sealed.includes(day))) throw new DaysMovedError(site, period, 'deleted');
}
