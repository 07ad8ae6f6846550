/** The casts of the seal's texts: one bad row may not fail a query that counts a whole day. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FACTS } from '#queries/facts/catalogue';
import { loadSql } from '#runtime/node/package-root';
import { ROOT } from '../../support/root.ts';

const TEXTS = [
  ...readdirSync(join(ROOT, 'queries/seal'))
    .filter((name) => name.endsWith('.sql'))
    .map((name) => `seal/${name}`),
  ...FACTS.map((fact) => `facts/${fact.name}/fact.sql`),
];

/** Returns every cast, as `cast(day as date)`, following nested brackets. */
function castsOf(text: string): readonly { readonly call: string; readonly target: string }[] {
  const sql = text.replaceAll(/--[^\n]*/g, '');
  return [...sql.matchAll(/\b(?:try_)?cast\(/g)].map(({ index, 0: head }) => {
    let end = index + head.length;
    for (let depth = 1; depth > 0; end += 1) depth += sql[end] === '(' ? 1 : sql[end] === ')' ? -1 : 0;
    const call = sql.slice(index, end);
    return { call, target: / as (\w+)\)$/.exec(call)?.[1] ?? '' };
  });
}

describe('the casts of the seal', () => {
  const casts = TEXTS.flatMap((path) => castsOf(loadSql(path)).map((cast) => ({ path, ...cast })));

  it('the casts of the seal are counts cast to BIGINT, numbers cast to text, or tries', () => {
    expect(casts.length).toBeGreaterThan(50);
    const other = casts.filter(
      ({ call, target }) =>
        !call.startsWith('try_cast(') &&
        target !== 'varchar' &&
        !/^cast\((?:count|count_if|sum|coalesce|day_of_week|1\b|p\.engaged_seconds)/.test(call),
    );
    expect(other).toEqual([]);
  });

  it('try where a text becomes something else', () => {
    const texts = casts.filter(({ target }) => ['date', 'timestamp', 'double', 'boolean'].includes(target));
    expect(texts.map(({ call }) => call)).toEqual(['try_cast(day as date)']);
  });
});
