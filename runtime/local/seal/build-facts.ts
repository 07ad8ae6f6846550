/**
 * Builds facts from arrivals, in memory: the scratch relations of queries/seal, then each fact by its own SQL. The seal
 * and the live view both count by this and nothing else.
 */
import { DEFAULT_BOUNDS, type Bounds, type Fact } from '#core/facts/fact';
import { factFile } from '#core/facts/fact-files';
import type { SqlLoader } from '#core/ports/query-engine';
import type { DuckDb } from '../duckdb/open-duckdb.ts';

/** A site and day that gets a row in `days`, even if all its counts are zero. */
export interface SiteDay {
  readonly site: string;
  readonly day: string;
  /** 100 times maxWorth: the contribution bound of one visitor-day to an action's worth. */
  readonly worthCents: number;
}

export interface BuildFactsInput {
  /** Name of a table or view with the columns of core/event/fields.ts that holds exactly the rows to count. */
  readonly arrivals: string;
  readonly facts: readonly Fact[];
  readonly bounds: Bounds;
  readonly siteDays: readonly SiteDay[];
  readonly loadSql: SqlLoader;
}

/**
 * The queries name the larger side of a join first. The engine assumes that each filter of `events` leaves a fifth of
 * the rows and would hash all events rather than all visitor-days: twice the time and 2 GB more for 5 million events.
 */
const JOIN_AS_WRITTEN = "set disabled_optimizers = 'join_order,build_side_probe_side'";

/** Scratch tables that buildFacts leaves beside the facts and `completeness`. */
const SCRATCH = [
  'repeated',
  'visitor_parts',
  'visitor_entries',
  'visitor_days',
  'visitor_events',
  'bounds',
  'site_days',
] as const;

/** Creates a table for each fact and `completeness`, replacing those of an earlier call. */
export async function buildFacts(db: DuckDb, input: BuildFactsInput): Promise<void> {
  await db.run(JOIN_AS_WRITTEN);
  try {
    await scratchTables(db, input);
    for (const fact of input.facts)
      await db.run(`create or replace temp table ${fact.name} as ${input.loadSql(factFile(fact))}`);
    await db.run(`create or replace temp table completeness as ${input.loadSql('seal/completeness.sql')}`);
  } finally {
    await db.run('reset disabled_optimizers');
  }
}

/** Drops the tables that still name visitors. */
export async function dropScratch(db: DuckDb): Promise<void> {
  await db.run('drop view if exists events; drop view if exists arrivals_of_day');
  for (const name of SCRATCH) await db.run(`drop table if exists ${name}`);
}

async function scratchTables(
  db: DuckDb,
  { arrivals, bounds, siteDays, loadSql }: BuildFactsInput,
): Promise<void> {
  if (arrivals !== 'arrivals_of_day')
    await db.run(`create or replace temp view arrivals_of_day as select * from ${arrivals}`);
  const names = Object.keys(DEFAULT_BOUNDS) as (keyof Bounds)[];
  await db.run(`create or replace temp table bounds (${names.map((name) => `${name} bigint`).join(', ')})`);
  await db.run(
    `insert into bounds values (${names.map(() => '?').join(', ')})`,
    names.map((name) => bounds[name]),
  );
  await db.run('create or replace temp table site_days (site varchar, day varchar, worth_cents bigint)');
  if (siteDays.length > 0) {
    await db.run(
      `insert into site_days values ${siteDays.map(() => '(?, ?, ?)').join(', ')}`,
      siteDays.flatMap((siteDay) => [siteDay.site, siteDay.day, siteDay.worthCents]),
    );
  }
  await db.run(`create or replace temp table repeated as ${loadSql('seal/repeated.sql')}`);
  await db.run(`create or replace temp view events as ${loadSql('seal/events.sql')}`);
  // One statement per table: the groups of a statement stay in memory until it ends.
  for (const name of ['visitor_parts', 'visitor_entries', 'visitor_days'])
    await db.run(`create or replace temp table ${name} as ${loadSql(`seal/${name}.sql`)}`);
  await db.run('drop table visitor_parts; drop table visitor_entries');
  await db.run(`create or replace temp table visitor_events as ${loadSql('seal/visitor_events.sql')}`);
}
