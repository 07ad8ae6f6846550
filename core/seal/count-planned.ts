/** Counts what a planned seal would give, for `seal --dry-run`. Where the rows lie is an argument. */
import type { SqlLoader, SqlRow } from '../ports/query-engine.ts';
import type { Plan } from './plan-seals.ts';
import { previewSql } from './preview-sql.ts';
import { sealedDays, type SealedDay } from './sealed-day.ts';
import { unlistedViews, type Listing, type UnlistedViews } from './unlisted-views.ts';

export interface PlannedRows {
  readonly loadSql: SqlLoader;
  /** Answers a continuation of `with arrivals_of_day as (...)` over the unsealed rows, for each part of them. */
  rows(continuation: string): Promise<readonly SqlRow[]>;
  readonly listing: Listing;
}

/** Returns the outcomes of each planned site and day, and the page views on unlisted pages. */
export async function countPlanned(
  { days }: Pick<Plan, 'days'>,
  { loadSql, rows, listing }: PlannedRows,
): Promise<{ readonly days: readonly SealedDay[]; readonly unlisted: readonly UnlistedViews[] }> {
  if (days.length === 0) return { days: [], unlisted: [] };
  const sql = previewSql(loadSql, days);
  const outcomes = (await rows(sql.outcomes)).map((row) => ({
    site: String(row['site']),
    day: String(row['day']),
    outcome: String(row['outcome']),
    items: Number(row['items']),
  }));
  const pages = (await rows(sql.pages)).map((row) => ({
    site: String(row['site']),
    month: String(row['month']),
    path: String(row['path']),
    views: Number(row['views']),
  }));
  return {
    days: days.flatMap(({ day, sites }) =>
      sealedDays(
        day,
        sites.map(({ site }) => site),
        outcomes.filter((row) => row.day === day),
      ),
    ),
    unlisted: await unlistedViews(pages, listing),
  };
}
