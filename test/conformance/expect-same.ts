/**
 * Expects the same result from both engines: names and types of columns, and rows as typed values, in order if the text
 * orders them.
 */
import { expect } from 'vitest';
import { withoutTexts } from '../standins/beyond-athena.ts';
import type { Both, Result } from './engines.ts';

/** `except` lists columns that a text may number arbitrarily. */
export function expectSame(sql: string, { duckdb, trino }: Both, except: readonly string[] = []): void {
  expect(trino.columns).toEqual(duckdb.columns);
  const isOrdered = /\border by[^()]*$/i.test(withoutTexts(sql));
  const [found, expected] = [lines(trino, except), lines(duckdb, except)];
  if (!isOrdered) for (const list of [found, expected]) list.sort();
  const at = found.findIndex((line, index) => line !== expected[index]);
  // Prints only a few lines around the first difference; a million in one message help nobody.
  const from = Math.max(0, (at < 0 ? expected.length : at) - 2);
  expect({ rows: found.length, lines: found.slice(from, from + 5) }).toEqual({
    rows: expected.length,
    lines: expected.slice(from, from + 5),
  });
}

function lines({ columns, rows }: Result, except: readonly string[]): string[] {
  const kept = columns.flatMap(({ name }, index) => (except.includes(name) ? [] : [index]));
  return rows.map((row) => JSON.stringify(kept.map((index) => canonical(row[index]))));
}

/** Maps have no order. */
function canonical(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
    : value;
}
