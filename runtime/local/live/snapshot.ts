/**
 * Computes the live view once: unsealed rows, the seal's own SQL, the reports' own definitions, all tables together.
 */
import type { Config, SiteConfig } from '#core/config/schema';
import { DEFAULT_BOUNDS, type Bounds, type Fact } from '#core/facts/fact';
import type { DayReports, LivePeriod } from '#core/operator/live-view';
import type { QueryEngine, SqlLoader, SqlRow } from '#core/ports/query-engine';
import type { ReportDefinition } from '#core/report/definition';
import type { ReportData } from '#core/report/report';
import { markUnsealed } from '#core/report/mark-unsealed';
import { runReport } from '#core/report/run-report';
import { addDays, Zone } from '#core/time/zone';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { dropScratch } from '../seal/build-facts.ts';
import { countInParts } from '../seal/count-in-parts.ts';
import type { RowParts } from '../seal/split-rows.ts';
import { readBooks } from './read-books.ts';

/** Facts, reports and SQL of queries/, passed in by the program that assembles everything. */
export interface Catalogue {
  readonly facts: readonly Fact[];
  readonly reports: readonly ReportDefinition[];
  readonly loadSql: SqlLoader;
}

export interface SnapshotInput {
  readonly db: DuckDb;
  readonly config: Config;
  readonly catalogue: Catalogue;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Cells with fewer visitor-days are left out. */
  readonly k: number;
}

export interface Snapshot {
  readonly visitors: number;
  /** Local day and hour of the computation: nothing finer, so that watching the view reveals no times. */
  readonly day: string;
  readonly hour: number;
  readonly sites: readonly LivePeriod[];
  readonly reports: readonly ReportData[];
  /** Today and yesterday by themselves; absent in a view that an older version stored. */
  readonly recent?: readonly DayReports[];
}

/** Larger gaps between days separate them: an import of an old log from today. */
const MAX_GAP_DAYS = 7;

/**
 * Counts visitor-days in unsealed rows by the seal's rule: engagement beacons alone do not count. Each visitor is in
 * exactly one part.
 */
export async function countVisitorDays(db: DuckDb, parts: RowParts): Promise<number> {
  let visitors = 0;
  for (const relation of parts.relations) {
    const [row] = await db.rows(
      `select cast(count(*) as bigint) as visitors from (select distinct site, day, visitor from ${relation} where outcome = 'stored' and visitor is not null and name <> 'engagement')`,
    );
    visitors += Number(row?.['visitors'] ?? 0);
  }
  return visitors;
}

/** Returns site, day and outcome of unsealed rows, each combination once, ordered by site and day. */
export async function readSiteDays(db: DuckDb, parts: RowParts): Promise<readonly SqlRow[]> {
  const rows = parts.relations.map((relation) => `select distinct site, day, outcome from ${relation}`);
  return await db.rows(
    `select distinct site, day, outcome from (${rows.join(' union all ')}) order by site, day, outcome`,
  );
}

/** Counts unsealed rows, whose number of visitor-days is `visitors`. Leaves no visitor's row behind. */
export async function computeSnapshot(
  input: SnapshotInput,
  parts: RowParts,
  visitors: number,
): Promise<Snapshot> {
  const { db, config, catalogue } = input;
  const days = new Map(
    (await readSiteDays(db, parts))
      .filter((row) => row['outcome'] !== 'late')
      .map((row) => [`${String(row['site'])} ${String(row['day'])}`, row]),
  );
  const today = new Zone(config.timeZone).localHour(input.now).day;
  const stretches = groupStretches([...days.values()], config, today);
  try {
    await countInParts(db, parts, {
      facts: catalogue.facts,
      bounds: boundsOf(config),
      loadSql: catalogue.loadSql,
      siteDays: toSiteDays(stretches),
    });
    return await buildSnapshot(input, stretches, visitors);
  } finally {
    await dropScratch(db);
    for (const fact of [...catalogue.facts.map(({ name }) => name), 'completeness'])
      await db.run(`drop table if exists temp.${fact}`);
  }
}

/** Consecutive unsealed days of a site. */
export interface SiteStretch {
  readonly site: SiteConfig;
  readonly days: readonly string[];
}

/** Returns the contribution bounds of a configuration. */
export function boundsOf(config: Config): Bounds {
  return Object.fromEntries(
    Object.keys(DEFAULT_BOUNDS).map((name) => [name, config.bounds[name as keyof Bounds]]),
  ) as unknown as Bounds;
}

/** Lists the sites and days to count, with the contribution bound of one visitor-day to an action's worth. */
export function toSiteDays(
  stretches: readonly SiteStretch[],
): readonly { readonly site: string; readonly day: string; readonly worthCents: number }[] {
  return stretches.flatMap(({ site, days }) =>
    days.map((day) => ({ site: site.id, day, worthCents: site.maxWorth * 100 })),
  );
}

/** Runs the reports over the facts of unsealed days, which are tables of `db` by then. */
export async function buildSnapshot(
  { db, config, catalogue, now, k }: Omit<SnapshotInput, 'db'> & { readonly db: QueryEngine },
  stretches: readonly SiteStretch[],
  visitors: number,
): Promise<Snapshot> {
  const here = new Zone(config.timeZone).localHour(now);
  const reports: ReportData[] = [];
  const sites: LivePeriod[] = [];
  const recent: DayReports[] = [];
  for (const { site, days } of stretches) {
    const [from, to] = [days[0] ?? here.day, days.at(-1) ?? here.day];
    const run = async (
      range: { readonly from: string; readonly to: string },
      unsealed: readonly string[],
    ) => {
      const request = {
        site: site.id,
        ...range,
        timeZone: config.timeZone,
        k,
        bounds: { ...boundsOf(config), worth_cents: site.maxWorth * 100 },
        currency: site.currency,
      };
      const all: ReportData[] = [];
      for (const definition of catalogue.reports)
        all.push(markUnsealed(await runReport(definition, request, db, catalogue.loadSql), unsealed));
      return all;
    };
    const whole = await run({ from, to }, days);
    reports.push(...whole);
    for (const day of days.filter((one) => one === here.day || one === addDays(here.day, -1)))
      recent.push({
        site: site.id,
        day,
        reports: (days.length === 1 ? whole : await run({ from: day, to: day }, [day])).map((report) => ({
          ...report,
          unsealed: here,
        })),
      });
    sites.push({
      site: site.id,
      name: site.name ?? site.id,
      days,
      ...(await readBooks(db, site.id, from, to)),
    });
  }
  return { visitors, ...here, sites, reports, recent };
}

/** Groups rows with `site` and `day` into stretches; a live site always has today. */
export function groupStretches(
  rows: readonly SqlRow[],
  config: Config,
  today: string,
): readonly SiteStretch[] {
  return config.sites.flatMap((site) => {
    const days = rows.filter((row) => row['site'] === site.id).map((row) => String(row['day']));
    const live = site.origins.length > 0 || site.keyFile !== undefined;
    const all = live && !days.includes(today) ? [...days, today].toSorted() : days;
    const groups: string[][] = [];
    for (const day of all) {
      const group = groups.at(-1);
      if (group !== undefined && day <= addDays(group.at(-1) ?? day, MAX_GAP_DAYS)) group.push(day);
      else groups.push([day]);
    }
    return groups.toReversed().map((group) => ({ site, days: group }));
  });
}
