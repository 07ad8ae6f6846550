/**
 * The views that readers query on AWS, one per table of the store. They show only what stands in `seals`, so that a
 * reader sees a day entirely or not at all, and breakdowns either by day or in the month into which the day was merged,
 * by the same rule as runtime/local/lake/merged-days.ts. They may not show arrivals.
 */
import { RELEASES } from '#core/disclosure/release-columns';
import { factColumns, isBreakdown, type FactColumn } from '#core/facts/columns';
import { databaseName } from '#core/facts/database-name';
import type { Fact } from '#core/facts/fact';
import { CALENDAR, COMPLETENESS, SEALS } from '#core/facts/lake-columns';

export interface LakeView {
  readonly name: string;
  readonly columns: readonly FactColumn[];
  readonly sql: string;
}

/**
 * Returns the views over the tables of the database `store`, whose name may have letters, digits and _ only, since it
 * becomes part of the SQL.
 */
export function lakeViews(facts: readonly Fact[], store: string): readonly LakeView[] {
  databaseName(store);
  // The period stands for the day, so that a condition on the day prunes partitions on both sides of the join.
  const sealedView = (name: string, columns: readonly FactColumn[], condition: string): LakeView => ({
    name,
    columns,
    sql: `select ${columns.map((column) => (column.name === 'day' ? 'f.period as day' : `f.${column.name}`)).join(', ')}
from ${store}.${name} f
join ${store}.seals s on s.site = f.site and s.period = f.period${condition}`,
  });
  const wholeView = (name: string, columns: readonly FactColumn[]): LakeView => ({
    name,
    columns,
    sql: `select ${columns.map((column) => column.name).join(', ')}\nfrom ${store}.${name}`,
  });
  return [
    ...facts.map((fact) =>
      sealedView(fact.name, factColumns(fact), isBreakdown(fact) ? ' and s.breakdowns' : ''),
    ),
    // Late rows are stored in objects of their own beside those of the seal.
    {
      name: 'completeness',
      columns: COMPLETENESS,
      sql: `select f.site, f.period as day, f.outcome, f.reason, cast(sum(f.items) as bigint) as items
from ${store}.completeness f
join ${store}.seals s on s.site = f.site and s.period = f.period
group by f.site, f.period, f.outcome, f.reason`,
    },
    wholeView('seals', SEALS),
    wholeView('calendar', CALENDAR),
    wholeView('releases', RELEASES),
  ];
}
