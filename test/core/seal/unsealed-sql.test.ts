/** The day under way, counted by one SELECT per fact, has the same facts as the seal's relations, one by one. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { FIELDS } from '#core/event/fields';
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import type { SqlRow } from '#core/ports/query-engine';
import { unsealedFactSql, unsealedSql } from '#core/seal/unsealed-sql';
import { FACTS } from '#queries/facts/catalogue';
import { SCRATCH } from '#queries/seal/scratch';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { loadSql } from '#runtime/node/package-root';
import { randomArrivals, seeded } from '../../oracle/random-arrivals.ts';
import { beyondAthena } from '../../standins/beyond-athena.ts';
import { factsOf } from '../../support/facts-of.ts';
import { withoutPropsTies } from '../../support/without-props-ties.ts';

const DAYS = ['2026-03-18', '2026-03-19'];
const ROWS = withoutPropsTies(
  randomArrivals({ sites: ['shop', 'logs'], days: DAYS, visitors: 40, random: seeded(11) }),
);
const OPEN = ROWS.filter((row) => row.site !== 'logs' || row.day !== '2026-03-18');
const ASKED = { loadSql, store: 'store', first: '2026-03-18', last: '2026-03-20' };
const COUNTING = {
  bounds: DEFAULT_BOUNDS,
  visitorDays:
    SCRATCH.find((table) => table.name === 'visitor_days')?.columns.map((column) => column.name) ?? [],
  siteDays: [...new Set(OPEN.map((row) => `${row.site} ${row.day}`))].map((key) => ({
    site: key.split(' ')[0] ?? '',
    day: key.split(' ')[1] ?? '',
    worthCents: 100_000,
  })),
};

let folder: string;
let db: DuckDb;
let expected: Readonly<Record<string, readonly SqlRow[]>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headcount-unsealed-'));
  expected = await factsOf(OPEN, folder);
  db = await openDuckDb({ memoryLimit: '1GB', scratch: join(folder, 'spill') });
  writeFileSync(
    join(folder, 'rows.jsonl'),
    ['2026-03-19', '2026-03-21']
      .flatMap((dt) => ROWS.map((row) => JSON.stringify({ ...row, dt })))
      .join('\n'),
  );
  const columns = [
    ...FIELDS.map((field) => `${field.name}: '${DUCKDB_TYPE[field.type]}'`),
    "dt: 'VARCHAR'",
  ].join(', ');
  await db.run(
    `create table arrivals as select * from read_json('${join(folder, 'rows.jsonl')}', format = 'newline_delimited', columns = {${columns}})`,
  );
  await db.run(
    "create schema store; create table store.seals as select 'logs' as site, '2026-03-18' as period",
  );
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});
const sorted = (rows: readonly SqlRow[]) => rows.map((row) => JSON.stringify(row)).toSorted();

describe('unsealed rows', () => {
  it.each(FACTS.map((fact) => fact.name))(
    'unsealed rows give %s as a seal would make it, of the requested dates and without sealed days',
    async (name) => {
      const { text, parameters } = unsealedFactSql(ASKED, COUNTING, `facts/${name}/fact.sql`);
      expect(beyondAthena(text)).toBeUndefined();
      expect(Buffer.byteLength(text)).toBeLessThan(100_000);
      expect(expected[name]?.length).toBeGreaterThan(0);
      // An engine may evaluate the relation again for each reference: it must number visitor-days identically.
      expect(text).toContain(
        'select row_number() over (order by v.site, v.day, v.visitor) as number, v.site',
      );
      expect(sorted(await db.rows(text, parameters))).toEqual(sorted(expected[name] ?? []));
    },
  );

  it('unsealed rows are all rows of the days that are not in seals', async () => {
    const { text, parameters } = unsealedSql(ASKED, 'select count(*) as n from arrivals_of_day');
    expect(await db.rows(text, parameters)).toEqual([{ n: OPEN.length }]);
  });
});
