/**
 * Seals what is due, in the order of the days: the whole of `headcount seal`. Cut short anywhere and run again, it ends
 * in the same state. It may not print.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#core/config/schema';
import { duckdbColumns } from '#core/event/column-types';
import { FIELDS } from '#core/event/fields';
import type { Fact } from '#core/facts/fact';
import type { SqlLoader } from '#core/ports/query-engine';
import { addDays } from '#core/time/zone';
import type { DataDir } from '../data-dir.ts';
import { openDuckDb, type DuckDb } from '../duckdb/open-duckdb.ts';
import { parquetScan } from '../lake/parquet-scan.ts';
import { COMPLETENESS, SEALS } from '#core/facts/lake-columns';
import { takeLock } from '../lock.ts';
import { prepareDataDir } from '../prepare-data-dir.ts';
import { isSettled } from '../salts/ended-days.ts';
import { deleteEndedSalts } from '../salts/salt-files.ts';
import { removeScratch } from '../sweep-scratch.ts';
import { indexArrivals } from './arrival-index.ts';
import { countLate } from './count-late.ts';
import { crashPoint } from './crash-point.ts';
import { deleteCounted, deleteUnsealed } from './delete-arrivals.ts';
import { deletePeriods } from './delete-old-facts.ts';
import { drainJournal } from './drain-journal.ts';
import { oldPeriods } from '#core/seal/old-periods';
import { refuseLongSilence } from '#core/seal/long-silence';
import { planSeals, type Plan } from '#core/seal/plan-seals';
import { afterCut } from '#core/seal/seal-run';
import { sealedDays, type SealedDay } from '#core/seal/sealed-day';
import { TimeZoneChangedError } from '#core/seal/time-zone-changed';
import { sealDay, type SealContext } from './seal-day.ts';
import { readSealStates, writeSealState } from './seal-state.ts';

export interface SealInput {
  readonly data: DataDir;
  readonly config: Config;
  readonly facts: readonly Fact[];
  readonly loadSql: SqlLoader;
  readonly through: string;
  readonly today: string;
  readonly byClock: boolean;
  /** The day by which the age of what is deleted counts. @default today */
  readonly agedOn?: string;
  /** Whether nobody named or vouches for `through`: a long time without arrivals is refused then. @default false */
  readonly unnamed?: boolean;
  readonly memoryLimit: string;
  /** Called after each day. */
  readonly onSealed?: (day: string, done: number, of: number) => void;
}

export interface SealResult {
  readonly days: readonly SealedDay[];
  readonly waiting: Plan['waiting'];
  /** Items of sealed days that were counted as late now. */
  readonly late: number;
  /** Items that nobody sealed and that were deleted after `arrivalsDays`. */
  readonly abandoned: number;
}

/** Throws LockHeldError, JournalBusyError, TimeZoneChangedError, LongSilenceError or SealMismatchError; nothing is deleted then. */
export async function sealDays(input: SealInput): Promise<SealResult> {
  const { data } = input;
  prepareDataDir(data);
  const lock = await takeLock(data, 'seal');
  try {
    deleteEndedSalts(data, input.today);
    removeScratch(data, 'seal');
    const db = await openDuckDb({ memoryLimit: input.memoryLimit, scratch: join(data.scratch, 'seal') });
    try {
      return await sealWith(db, input);
    } finally {
      db.close();
    }
  } finally {
    lock.release();
  }
}

async function sealWith(db: DuckDb, input: SealInput): Promise<SealResult> {
  const { data, config, today, agedOn = today } = input;
  const sealed = await readSealed(db, data, config);
  const isSealed = (site: string, day: string) => sealed.some((one) => one.site === site && one.day === day);
  const context: SealContext = {
    db,
    data,
    config,
    facts: input.facts,
    loadSql: input.loadSql,
    states: readSealStates(data),
    today,
  };
  settlePending(context, isSealed);
  await drainJournal(db, data);
  crashPoint('drained');
  const importing = runningImports(data);
  let parts = deleteCounted(data, context.states, await indexArrivals(db, data));
  const late = await countLate(context, parts, isSealed);
  parts = deleteCounted(data, context.states, parts);

  const plan = planSeals({
    config,
    parts,
    sealed,
    importing,
    through: input.through,
    byClock: input.byClock,
  });
  if (input.unnamed === true) refuseLongSilence(plan.days, parts);
  for (const [index, day] of plan.days.entries()) {
    await sealDay(context, day, parts);
    parts = deleteCounted(data, context.states, parts);
    input.onSealed?.(day.day, index + 1, plan.days.length);
  }
  // What waits for an import, or belongs to one, is not forsaken.
  const held = new Set([
    ...parts
      .filter((part) => plan.waiting.some((one) => one.site === part.site && one.day === part.day))
      .map((part) => part.file),
    ...parts
      .map((part) => part.file)
      .filter((file) => importing.some((one) => file.includes(`import-${one.id}-`))),
  ]);
  const forsaken = parts.filter((part) => !held.has(part.file));
  const abandoned = deleteUnsealed(data, forsaken, config.retention.arrivalsDays, agedOn);
  // A clock that leapt may be wrong, and what is deleted is gone.
  if (isSettled(data, agedOn)) await deleteOld(db, data, addDays(agedOn, -config.retention.factsDays));
  return { days: await outcomes(db, data, plan), waiting: plan.waiting, late, abandoned };
}

/** Makes the tables that sealing needs, and refuses a changed time zone. */
async function readSealed(
  db: DuckDb,
  data: DataDir,
  config: Config,
): Promise<{ site: string; day: string; live: boolean }[]> {
  await db.run(`create temp table no_arrivals (${duckdbColumns(FIELDS)})`);
  await db.run(`create temp table sealed_before as ${parquetScan(data.seals, SEALS)}`);
  await db.run(
    'create temp table sealed as select site, period as day from sealed_before where length(period) = 10',
  );
  const other = (
    await db.rows('select distinct time_zone from sealed_before where lower(time_zone) <> lower(?)', [
      config.timeZone,
    ])
  )[0];
  if (other !== undefined) throw new TimeZoneChangedError(config.timeZone, String(other['time_zone']));
  return (await db.rows('select site, period, live from sealed_before where length(period) = 10')).map(
    (row) => ({ site: String(row['site']), day: String(row['period']), live: row['live'] === true }),
  );
}

/** A seal that was cut short is done if its day stands in `seals`; if not, it is as if it had never begun. */
function settlePending(
  { data, states }: SealContext,
  isSealed: (site: string, day: string) => boolean,
): void {
  for (const [day, runs] of states) {
    if (!runs.some((run) => run.kind === 'seal' && run.state === 'pending')) continue;
    writeSealState(
      data,
      states,
      day,
      runs.flatMap((run) => afterCut(run, day, isSealed) ?? []),
    );
  }
}

/** Imports that are not finished, and the days they touch. */
export function runningImports(data: DataDir): { id: string; site: string; days: readonly string[] }[] {
  const folder = join(data.state, 'import');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const state = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
        id: string;
        state?: string;
        site: string;
        days?: readonly string[];
      };
      return state.state === 'running' ? [{ id: state.id, site: state.site, days: state.days ?? [] }] : [];
    });
}

async function deleteOld(db: DuckDb, data: DataDir, limit: string): Promise<void> {
  const rows = await db.rows(
    `select period, coalesce(max(sealed_on), '') as sealed_on from (${parquetScan(data.seals, SEALS)}) group by period`,
  );
  deletePeriods(
    data,
    oldPeriods(
      rows.map((row) => ({ period: String(row['period']), sealedOn: String(row['sealed_on']) })),
      limit,
    ),
  );
}

/** What `seal` reports, from the published completeness. */
async function outcomes(db: DuckDb, data: DataDir, plan: Plan): Promise<SealedDay[]> {
  if (plan.days.length === 0) return [];
  const rows = (
    await db.rows(
      `select site, day, outcome, sum(items) as items from (${parquetScan(data.completeness, COMPLETENESS)}) group by all`,
    )
  ).map((row) => ({
    site: String(row['site']),
    day: String(row['day']),
    outcome: String(row['outcome']),
    items: Number(row['items']),
  }));
  return plan.days.flatMap(({ day, sites }) =>
    sealedDays(
      day,
      sites.map((one) => one.site),
      rows.filter((row) => row.day === day),
    ),
  );
}
