/** Computes one figure of a report from the counts of its row. */
import type { SqlRow } from '../ports/query-engine.ts';
import type { ColumnDefinition } from './definition.ts';
import type { Cell } from './report.ts';

/**
 * Returns the cell of a column. Quotients are rounded to two decimals; null where the divisor is zero or a part is
 * missing.
 */
export function figure(column: ColumnDefinition, row: SqlRow): Cell {
  const { quotient } = column;
  if (quotient === undefined) return plain(row[column.name]);
  const over = row[quotient.numerator];
  const under = typeof quotient.denominator === 'number' ? quotient.denominator : row[quotient.denominator];
  return typeof over === 'number' && typeof under === 'number' ? divide(over, under, quotient.scale) : null;
}

/** Returns `over / under * scale`, rounded to two decimals; null for a divisor of zero. */
export function divide(over: number, under: number, scale = 1): number | null {
  return under === 0 ? null : round((over * scale) / under);
}

/** Rounds to two decimals, halves away from zero. */
export function round(value: number): number {
  return (Math.sign(value) * Math.round(Math.abs(value) * 100 + 1e-9)) / 100;
}

function plain(value: SqlRow[string] | undefined): Cell {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}
