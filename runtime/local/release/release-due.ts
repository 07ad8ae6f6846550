/**
 * Draws what is due, once: booked in the ledger, drawn, kept, published, in this order, so that a crash between any two
 * neither draws twice nor pays twice. One process at a time. It may not print.
 */
import { join } from 'node:path';
import type { CompiledConfig } from '#core/config/compile';
import { drawRelease, tablesToDraw, type ReleaseInput } from '#core/disclosure/draw-release';
import { discreteGaussian } from '#core/disclosure/discrete-gaussian';
import type { Noise } from '#core/disclosure/draw-table';
import { budgetOf, BudgetExceededError, ledgerEntry } from '#core/disclosure/budget-ledger';
import {
  chooseReleases,
  type ChosenReleases,
  type DuePeriod,
  type NamedPeriod,
  type SiteDays,
} from '#core/disclosure/due-releases';
import { KeptFileError } from '#core/disclosure/kept-file-error';
import { PROFILES } from '#core/disclosure/profiles';
import { neededBounds } from '#core/disclosure/needed-bounds';
import type { RandomBits } from '#core/disclosure/random-bits';
import type { StoredRelease } from '#core/disclosure/stored-release';
import type { Bounds, Fact } from '#core/facts/fact';
import { checkBoundsRecorded, MissingBoundError, widestBounds } from '#core/facts/recorded-bounds';
import type { SqlLoader } from '#core/ports/query-engine';
import type { DataDir } from '../data-dir.ts';
import { openDuckDb, type DuckDb } from '../duckdb/open-duckdb.ts';
import { holdFacts } from '../lake/hold-facts.ts';
import { mergedDays } from '../lake/merged-days.ts';
import { openSeals } from '../lake/open-lake.ts';
import { sealedDays } from '../lake/recorded-seals.ts';
import { takeLock } from '../lock.ts';
import { removeScratch } from '../sweep-scratch.ts';
import { crashPoint } from '../seal/crash-point.ts';
import { book, checkBooked } from './ledger.ts';
import { openDays } from './open-days.ts';
import {
  keepDrawn,
  publishDrawn,
  readDrawn,
  releasedPeriods,
  releaseFile,
  sweepDrafts,
} from './release-files.ts';

export interface ReleaseRun {
  readonly data: DataDir;
  readonly config: CompiledConfig;
  readonly facts: readonly Fact[];
  readonly loadSql: SqlLoader;
  readonly bits: RandomBits;
  readonly today: string;
  /** Sites to look at. */
  readonly sites: readonly string[];
  /** One day or month, whether or not the clock has done with it; absent: all that is due. */
  readonly named?: NamedPeriod;
  readonly onReleased?: (release: DuePeriod, done: number, of: number) => void;
}

export interface ReleaseOutcome {
  /** Drawn or brought to its end now. */
  readonly drawn: readonly DuePeriod[];
  /** Would have cost more than is left, or the seals do not say what the noise is scaled to; nothing was drawn for them. */
  readonly refused: readonly (BudgetExceededError | MissingBoundError)[];
  /** Asked for by name, and no day of it is sealed. */
  readonly empty: readonly string[];
}

/** Throws a LockHeldError, or a KeptFileError before any draw where the books are not whole. A release that would cost too much, or whose bounds are not known, is refused and holds up no other. */
export async function releaseDue(run: ReleaseRun): Promise<ReleaseOutcome> {
  const lock = await takeLock(run.data, 'release');
  try {
    sweepDrafts(run.data);
    removeScratch(run.data, 'release');
    const { due, empty } = await whatIsDue(run);
    for (const site of new Set(due.map((one) => one.site)))
      checkBooked(run.data, site, releasedPeriods(run.data, site));
    const drawn: DuePeriod[] = [];
    const refused: (BudgetExceededError | MissingBoundError)[] = [];
    for (const [index, one] of due.entries()) {
      try {
        await releaseOne(run, one);
        drawn.push(one);
      } catch (error) {
        if (!(error instanceof BudgetExceededError || error instanceof MissingBoundError)) throw error;
        refused.push(error);
      }
      run.onReleased?.(one, index + 1, due.length);
    }
    return { drawn, refused, empty };
  } finally {
    lock.release();
  }
}

async function whatIsDue({ data, config, sites, named, today }: ReleaseRun): Promise<ChosenReleases> {
  const db = await openDuckDb({ memoryLimit: '512MB', scratch: join(data.scratch, 'release') });
  try {
    const stateOf = await openDays(db, data, config.source, today);
    return chooseReleases(
      sites.map((site): SiteDays => ({
        site,
        ...stateOf(site),
        drawn: new Set(releasedPeriods(data, site)),
      })),
      named,
      today,
    );
  } finally {
    db.close();
  }
}

async function releaseOne(run: ReleaseRun, due: DuePeriod): Promise<void> {
  const { data, config } = run;
  const site = config.site(due.site);
  if (site === undefined) throw new RangeError('a release is due for a site that is not configured');
  const db = await openSeals(data);
  try {
    let release = readDrawn(data, due.site, due.period);
    if (release === undefined) {
      const merged = new Set(await mergedDays(db, due.site));
      // Only what is released is merged, so it was: its file is lost, and of its rows some as well.
      if (due.days.some((day) => merged.has(day)))
        throw new KeptFileError(releaseFile(data, due.site, due.period));
      const stretch = { site: due.site, from: due.days[0] ?? due.from, to: due.days.at(-1) ?? due.to };
      const sealed = await sealedDays(db, stretch);
      checkBoundsRecorded(sealed, neededBounds(run.facts, due.level, site));
      const bounds = widestBounds(sealed) as unknown as Bounds;
      const input: ReleaseInput = {
        due,
        site,
        timeZone: config.source.timeZone,
        facts: run.facts,
        bounds,
        profile: PROFILES[config.source.release.profile],
        today: run.today,
      };
      book(data, ledgerEntry(input), budgetOf(input));
      crashPoint('release-booked');
      release = await draw(run, input, db);
      crashPoint('release-drawn');
      keepDrawn(data, release);
    }
    crashPoint('release-kept');
    await publishDrawn(db, data, release);
    crashPoint('release-published');
  } finally {
    db.close();
  }
}

async function draw(
  { data, facts, loadSql, bits }: ReleaseRun,
  input: ReleaseInput,
  db: DuckDb,
): Promise<StoredRelease> {
  const needed = new Set(tablesToDraw(input).map((table) => table.fact));
  // The days that paid and no other: one more may have been sealed since, and rows that were merged are of no one day.
  const stretches = input.due.days.map((day) => ({ from: day, to: day }));
  await holdFacts(
    db,
    data,
    facts.filter((fact) => needed.has(fact.name)),
    { site: input.site.id, stretches },
  );
  const noise: Noise = (variance) => discreteGaussian(variance, bits);
  return await drawRelease(input, db, loadSql, noise);
}
