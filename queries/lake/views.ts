/**
 * What readers query on AWS: a view over each table of the store, which shows only what stands in `seals`, so that a
 * reader sees nothing of a day or all of it, and breakdowns either of a day or in the month it was merged into. The
 * same rule as runtime/local/lake/merged-days.ts. It may not show arrivals.
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
 * Views over the tables of `store`, the name of their database: letters, digits and _ only, since it stands in the
 * text.
 */
export function lakeViews(facts: readonly Fact[], store: string): readonly LakeView[] {
  databaseName(store);
  // The period stands for the day: a condition on the day reaches the partitions, of both sides of the join.
  const sealed = (name: string, columns: readonly FactColumn[], condition: string): LakeView => ({
    name,
    columns,
    sql: `select ${columns.map((column) => (column.name === 'day' ? 'f.period as day' : `f.${column.name}`)).join(', ')}
from ${store}.${name} f
join ${store}.seals s on s.site = f.site and s.period = f.period${condition}`,
  });
  const whole = (name: string, columns: readonly FactColumn[]): LakeView => ({
    name,
    columns,
    sql: `select ${columns.map((column) => column.name).join(', ')}\nfrom ${store}.${name}`,
  });
  return [
    ...facts.map((fact) =>
      sealed(fact.name, factColumns(fact), isBreakdown(fact) ? ' and s.breakdowns' : ''),
    ),
    // Late rows are counted in objects of their own beside the seal's.
    {
      name: 'completeness',
      columns: COMPLETENESS,
      sql: `select f.site, f.period as day, f.outcome, f.reason, cast(sum(f.items) as bigint) as items
from ${store}.completeness f
join ${store}.seals s on s.site = f.site and s.period = f.period
group by f.site, f.period, f.outcome, f.reason`,
    },
    whole('seals', SEALS),
    whole('calendar', CALENDAR),
    whole('releases', RELEASES),
  ];
}
