/**
 * Draws what is due, once: booked in the ledger, drawn, kept, published, in this order, so that a crash between any two
 * neither draws twice nor pays twice. One run at a time, under the lease. It may not print.
 */
import type { CompiledConfig } from '#core/config/compile';
import { budgetOf, BudgetExceededError, ledgerEntry } from '#core/disclosure/budget-ledger';
import { discreteGaussian } from '#core/disclosure/discrete-gaussian';
import { drawRelease, type ReleaseInput } from '#core/disclosure/draw-release';
import {
  chooseReleases,
  type DuePeriod,
  type NamedPeriod,
  type SiteDays,
} from '#core/disclosure/due-releases';
import { KeptFileError } from '#core/disclosure/kept-file-error';
import { PROFILES } from '#core/disclosure/profiles';
import type { RandomBits } from '#core/disclosure/random-bits';
import type { StoredRelease } from '#core/disclosure/stored-release';
import type { Bounds, Fact } from '#core/facts/fact';
import { neededBounds } from '#core/disclosure/needed-bounds';
import { checkBoundsRecorded, MissingBoundError, widestBounds } from '#core/facts/recorded-bounds';
import type { QueryEngine, SqlLoader } from '#core/ports/query-engine';
import type { Catalogue } from '../lake/catalogue.ts';
import { readSeals } from '../lake/seals.ts';
import { book, checkBooked, readLedger, type Ledger } from './ledger.ts';
import { openDays, type DaysSource } from './open-days.ts';
import { keepDrawn, publishDrawn, publishedPeriods, readDrawn, releaseKey } from './release-objects.ts';

export interface ReleaseRun extends DaysSource {
  readonly catalogue: Catalogue;
  /** Over the views. */
  readonly engine: QueryEngine;
  /** Database of the tables behind the views. */
  readonly store: string;
  readonly config: CompiledConfig;
  readonly declared: readonly Fact[];
  readonly loadSql: SqlLoader;
  /** Fresh for each release: bits of a block that a frozen process holds are not used after it wakes. */
  readonly bits: () => RandomBits;
  readonly today: string;
  /** Sites to look at. */
  readonly sites: readonly string[];
  /** One day or month, whether or not the clock has done with it; absent: all that is due. */
  readonly named?: NamedPeriod;
  /** Milliseconds left of this invocation. */
  readonly left: () => number;
}

export interface ReleaseOutcome {
  /** Whether nothing is left to draw; else the next invocation goes on. */
  readonly done: boolean;
  /** Drawn or brought to its end now. */
  readonly drawn: readonly { readonly site: string; readonly period: string }[];
  /** Why, of those that would have cost more than is left; nothing was drawn for them. */
  readonly refused: readonly string[];
  /** Asked for by name, and no day of it is sealed. */
  readonly empty: readonly string[];
}

/** Days were sealed while a release was drawn, which the lease forbids; nothing was kept. */
export class DaysMovedError extends Error {
  override readonly name = 'DaysMovedError';
}

/** A month's release is some forty queries. */
const ENOUGH_TIME = 240_000;

/** Throws a KeptFileError before any draw where the books are not whole. A release that would cost too much is refused and holds up no other. */
export async function releaseDue(run: ReleaseRun): Promise<ReleaseOutcome> {
  const stateOf = await openDays(run, run.config.source, run.today);
  const published = await publishedPeriods(run.facts);
  const { due, empty } = chooseReleases(
    run.sites.map((site): SiteDays => ({
      site,
      ...stateOf(site),
      drawn: new Set(published.get(site) ?? []),
    })),
    run.named,
    run.today,
  );
  let ledger = due.length === 0 ? (new Map() as Ledger) : await readLedger(run.facts);
  for (const site of new Set(due.map((one) => one.site)))
    checkBooked(ledger, site, published.get(site) ?? []);
  const drawn: { site: string; period: string }[] = [];
  const refused: string[] = [];
  for (const one of due) {
    if (run.left() < ENOUGH_TIME) return { done: false, drawn, refused, empty };
    try {
      ledger = await releaseOne(run, one, ledger);
      drawn.push({ site: one.site, period: one.period });
    } catch (error) {
      if (!(error instanceof BudgetExceededError || error instanceof MissingBoundError)) throw error;
      refused.push(error.message);
    }
  }
  return { done: true, drawn, refused, empty };
}

async function releaseOne(run: ReleaseRun, due: DuePeriod, ledger: Ledger): Promise<Ledger> {
  const { facts, config } = run;
  const site = config.site(due.site);
  if (site === undefined) throw new RangeError('a release is due for a site that is not configured');
  let release = await readDrawn(facts, due.site, due.period);
  let booked = ledger;
  if (release === undefined) {
    const seals = (await readSeals(facts)).filter((row) => row.site === due.site);
    const merged = new Set(seals.flatMap((row) => (row.merged ?? '').split(' ')));
    // Only what is released is merged, so it was: its object is lost, and of its rows some as well.
    if (due.days.some((day) => merged.has(day))) throw new KeptFileError(releaseKey(due.site, due.period));
    const sealed = seals.filter(
      (row) =>
        row.period.length === 10 &&
        row.period >= (due.days[0] ?? due.from) &&
        row.period <= (due.days.at(-1) ?? due.to),
    );
    checkBoundsRecorded(sealed, neededBounds(run.declared, due.level, site));
    const bounds = widestBounds(sealed) as unknown as Bounds;
    const input: ReleaseInput = {
      due,
      site,
      timeZone: config.source.timeZone,
      facts: run.declared,
      bounds,
      profile: PROFILES[config.source.release.profile],
      today: run.today,
    };
    booked = await book(facts, ledger, ledgerEntry(input), budgetOf(input));
    release = await keepDrawn(facts, await draw(run, input));
  }
  await publishDrawn(facts, run.catalogue, run.store, release);
  return booked;
}

/** Throws a DaysMovedError where the engine shows a day that has not paid: asked after the draw, it covers every query of it. */
async function draw({ engine, loadSql, bits }: ReleaseRun, input: ReleaseInput): Promise<StoredRelease> {
  const own = bits();
  const release = await drawRelease(input, engine, loadSql, (variance) => discreteGaussian(variance, own));
  const { site, from, to, days } = input.due;
  const there = await engine.rows(loadSql('reports/days-there.sql'), [site, from, to]);
  if (there.some((row) => !days.includes(String(row['day']))))
    throw new DaysMovedError(
      `${site} ${input.due.period} is not released: a day of it was sealed meanwhile; run headcount release again`,
    );
  return release;
}
