/** The columns of fact tables, in order, from their declarations; Parquet, views and docs derive from them. */
import type { ColumnType } from '../event/fields.ts';
import type { Fact } from './fact.ts';

export interface FactColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly description: string;
}

/** Returns `site`, `day`, the grain, then the measures. */
export function factColumns(fact: Fact): readonly FactColumn[] {
  return [
    { name: 'site', type: 'string', description: 'Configured id of the site.' },
    { name: 'day', type: 'string', description: 'Local day, YYYY-MM-DD, or the month it was merged into.' },
    ...fact.grain.map(({ name, type, description }) => ({ name, type, description })),
    ...fact.measures.map(({ name, description }) => ({ name, type: 'bigint' as const, description })),
  ];
}

/**
 * Whether a fact counts by a subject. A fact without a grain holds totals, which keep their day when a month is
 * settled.
 */
export function isBreakdown(fact: Fact): boolean {
  return fact.grain.length > 0;
}

/** Returns the columns that identify a row. */
export function grainColumns(fact: Fact): readonly string[] {
  return ['site', 'day', ...fact.grain.map((column) => column.name)];
}
