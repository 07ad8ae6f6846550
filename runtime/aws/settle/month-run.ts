/**
 * The run that settles one site's month, across as many invocations as it takes. The seal may run between two of them:
 * prepared results are used only if the month is unchanged.
 */
import { createHash } from 'node:crypto';
import type { Fact } from '#core/facts/fact';
import type { MonthState } from '#core/settle/month-state';
import { readSeals, type SealRow } from '../lake/seals.ts';
import { Steps } from '../steps/steps.ts';
import { readMonthLocations, type Locations } from './locations.ts';
import type { SettleContext } from './settle-context.ts';

/** The state of the month at the start of the run. */
export interface Snapshot {
  readonly state: MonthState;
  /** Digest of the month's rows of `seals`, of all sites. */
  readonly seals: string;
  readonly locations: Locations;
}

/** Thrown where a scratch table was moved during the run; nothing prepared since is shown. */
export class ScratchMovedError extends Error {
  override readonly name = 'ScratchMovedError';
}

/** Names of the run's steps that other files refer to. */
export const STEP = {
  snapshot: 'snapshot',
  committed: 'committed',
  /** Step that points a scratch table. */
  point: (table: string) => `point ${table}`,
} as const;

/** Run of the record that holds the current run of each site and month. */
const UNDER_WAY = 'settle';
/** Results of queries are kept for a day: an older run starts over. */
const MAX_AGE_MS = 12 * 3_600_000;

interface UnderWay {
  readonly run: string;
  readonly began: number;
  /** Digest of the kept values and of the facts: with another configuration or version the run starts over. */
  readonly under: string;
  /** Whether it is done or abandoned, and its record is being deleted: nothing of it may be used. */
  readonly ended?: true;
}

/**
 * Returns the steps of the current run where it is still valid; else those of a new one, after deleting the old one.
 */
export async function openRun(
  context: SettleContext,
  facts: readonly Fact[],
  site: string,
  month: string,
  values: readonly object[],
): Promise<Steps> {
  const inputsDigest = computeDigest([values, facts]);
  const key = `${site} ${month}`;
  const stored = await context.record.get(UNDER_WAY, key);
  if (stored !== undefined) {
    const { run, began, ended, under: then } = JSON.parse(stored) as UnderWay;
    const steps = await openSteps(context, run);
    if (
      ended !== true &&
      then === inputsDigest &&
      context.now - began < MAX_AGE_MS &&
      (await isStillValid(context, facts, steps, month))
    )
      return steps;
    await endRun(context, steps, site, month);
  }
  const run = `settle-${month}-${context.newId()}`;
  await context.record.put(
    UNDER_WAY,
    key,
    JSON.stringify({ run, began: context.now, under: inputsDigest } satisfies UnderWay),
  );
  return await openSteps(context, run);
}

/**
 * Deletes what the run prepared, then its record; idempotent. Replaced objects of facts are deleted with those that a
 * seal replaces.
 */
export async function endRun(
  context: SettleContext,
  steps: Steps,
  site: string,
  month: string,
): Promise<void> {
  const { arrivals, record } = context;
  await record.put(
    UNDER_WAY,
    `${site} ${month}`,
    JSON.stringify({ run: steps.run, began: context.now, under: '', ended: true } satisfies UnderWay),
  );
  const scratch = (await arrivals.list(scratchFolder(steps.run))).map(({ key }) => key);
  if (scratch.length > 0) await arrivals.delete(scratch);
  await record.forget(steps.run);
  await record.delete(UNDER_WAY, `${site} ${month}`);
}

/** Prefix of a run's scratch in the arrivals bucket. */
export const scratchFolder = (run: string) => `scratch/${run}/`;
/** Folder of the run's rows of a period in the facts bucket. */
export const periodFolder = (fact: string, period: string, run: string) =>
  `facts/${fact}/period=${period}/${run}/`;

/** Returns the digest of a value, such as the rows of `seals` of a month. */
export function computeDigest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** Returns the rows of a month and its days, in order. */
export async function readMonthSeals(context: SettleContext, month: string): Promise<readonly SealRow[]> {
  return (await readSeals(context.facts))
    .filter((row) => row.period.startsWith(month))
    .toSorted((a, b) => (`${a.period} ${a.site}` < `${b.period} ${b.site}` ? -1 : 1));
}

/** Whether nobody has sealed a day of the month since, swapped a pointer of it, or used the scratch tables. */
async function isStillValid(
  context: SettleContext,
  facts: readonly Fact[],
  steps: Steps,
  month: string,
): Promise<boolean> {
  const stored = await context.record.get(steps.run, STEP.snapshot);
  if (stored === undefined) return true;
  const snapshot = JSON.parse(stored) as Snapshot;
  const committed = steps.has(STEP.committed);
  if (!committed && computeDigest(await readMonthSeals(context, month)) !== snapshot.seals) return false;
  const now = await readMonthLocations(context.catalogue, context.databases.store, facts, month);
  for (const { name } of facts) {
    const [previous, current] = [snapshot.locations[name] ?? {}, now[name] ?? {}];
    if (
      Object.entries(current).some(
        ([period, location]) =>
          location !== previous[period] &&
          location !== context.facts.uri(periodFolder(name, period, steps.run)),
      )
    )
      return false;
    if (!committed && Object.keys(previous).some((period) => current[period] === undefined)) return false;
  }
  return await areScratchTablesCurrent(context, steps, facts);
}

/** Whether the scratch tables that the run has pointed are still where it pointed them. */
async function areScratchTablesCurrent(
  { arrivals, catalogue, databases }: SettleContext,
  steps: Steps,
  facts: readonly Fact[],
): Promise<boolean> {
  const scratch = arrivals.uri(scratchFolder(steps.run));
  for (const table of ['kept', 'settled_days', ...facts.map(({ name }) => name)]) {
    if (
      steps.has(STEP.point(table)) &&
      !(await catalogue.location(databases.scratch, table)).startsWith(scratch)
    )
      return false;
  }
  return true;
}

/**
 * Throws a ScratchMovedError where a deployment may have reset a changed table to its declared location, which is
 * empty: results since may be wrong, and the next attempt starts over.
 */
export async function checkScratchTables(
  context: SettleContext,
  steps: Steps,
  facts: readonly Fact[],
): Promise<void> {
  if (!(await areScratchTablesCurrent(context, steps, facts))) throw new ScratchMovedError();
}

async function openSteps({ record, athena, remainingMs, sleep }: SettleContext, run: string): Promise<Steps> {
  return await Steps.open({ run, record, athena, remainingMs, sleep });
}
