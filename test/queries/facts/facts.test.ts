/** Every fact against an independent computation from its definition, and changes that must not affect it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArrivalRow } from '#core/event/fields';
import { DEFAULT_BOUNDS, type Bounds } from '#core/facts/fact';
import { resolveLimit } from '#core/facts/limit';
import { FACTS } from '#queries/facts/catalogue';
import { oracle, type OracleFacts } from '../../oracle/oracle.ts';
import { randomArrivals, seeded, shuffled } from '../../oracle/random-arrivals.ts';
import { sqlFacts, type SqlFacts } from '../../oracle/sql-facts.ts';

const DAYS = Array.from({ length: 7 }, (_, index) => `2026-03-${String(9 + index).padStart(2, '0')}`);
const SITES = ['shop', 'blog', 'quiet'];
const siteDays = SITES.flatMap((site) => DAYS.map((day) => ({ site, day })));

let sql: SqlFacts;
beforeAll(async () => {
  sql = await sqlFacts();
});
afterAll(() => sql.close());

const sorted = (facts: OracleFacts) =>
  Object.fromEntries(
    Object.entries(facts).map(([name, cells]) => [name, [...cells].toSorted(([a], [b]) => (a < b ? -1 : 1))]),
  );

describe('a random week of arrivals', () => {
  it.each([1, 2, 3])('gives every fact as an independent count does (seed %i)', async (seed) => {
    const rows = randomArrivals({
      sites: SITES.slice(0, 2),
      days: DAYS,
      visitors: 400,
      random: seeded(seed),
    });
    const expected = sorted(oracle(rows, { siteDays }));
    const found = sorted(await sql.of(rows, { siteDays }));
    for (const name of Object.keys(expected)) expect(found[name], name).toEqual(expected[name]);
    for (const name of Object.keys(expected))
      expect(expected[name]?.length, `${name} is not empty`).toBeGreaterThan(3);
  });

  it('gives every fact as an independent count does under other bounds', async () => {
    const bounds = Object.fromEntries(
      Object.keys(DEFAULT_BOUNDS).map((name, index) => [name, 1 + (index % 2)]),
    ) as unknown as Bounds;
    const rows = randomArrivals({ sites: SITES, days: DAYS.slice(0, 2), visitors: 200, random: seeded(7) });
    expect(sorted(await sql.of(rows, { siteDays, bounds, worthCents: 500 }))).toEqual(
      sorted(oracle(rows, { siteDays, bounds, worthCents: 500 })),
    );
  });

  it('gives the same facts in any order of the rows', async () => {
    const rows = randomArrivals({ sites: SITES, days: DAYS.slice(0, 2), visitors: 150, random: seeded(11) });
    const once = sorted(await sql.of(rows, { siteDays }));
    for (const seed of [1, 2, 3])
      expect(sorted(await sql.of(shuffled(rows, seeded(seed)), { siteDays }))).toEqual(once);
  });

  it('counts a row once that delivery brought twice, also one that is not stored, and its copy as a duplicate', async () => {
    const rows = randomArrivals({ sites: SITES, days: DAYS.slice(0, 2), visitors: 150, random: seeded(13) });
    const others = rows.filter((row) => row.outcome !== 'stored');
    const [once, twice] = [
      await sql.of(rows, { siteDays }),
      await sql.of([...rows, ...others], { siteDays }),
    ];
    expect(sorted(twice)).toEqual(sorted(oracle([...rows, ...others], { siteDays })));
    const items = (facts: OracleFacts, isDuplicate: boolean) =>
      [...(facts['completeness'] ?? [])]
        .filter(([key]) => key.endsWith('|duplicate|duplicate') === isDuplicate)
        .toSorted();
    expect(items(twice, false)).toEqual(items(once, false));
    const total = (facts: OracleFacts) =>
      items(facts, true).reduce((sum, [, cell]) => sum + (cell['items'] ?? 0), 0);
    expect(total(twice) - total(once)).toBe(others.reduce((sum, row) => sum + (row.items ?? 1), 0));
  });

  it('has a days row of zeros for a site and day without arrivals', async () => {
    const found = await sql.of([], { siteDays: [{ site: 'quiet', day: '2026-03-09' }] });
    expect([...(found['days']?.values() ?? [])].flatMap((cell) => Object.values(cell))).toEqual(
      Array.from({ length: 10 }, () => 0),
    );
    expect([...(found['pages']?.keys() ?? [])]).toEqual([]);
  });

  it('makes every measure a BIGINT and every grain column what was declared', async () => {
    await sql.of(randomArrivals({ sites: ['shop'], days: ['2026-03-09'], visitors: 20, random: seeded(5) }), {
      siteDays,
    });
    for (const fact of FACTS) {
      const types = await sql.db.rows(
        `select column_name, data_type from duckdb_columns() where table_name = '${fact.name}' order by column_index`,
      );
      expect(
        types.map((row) => [row['column_name'], row['data_type']]),
        fact.name,
      ).toEqual([
        ['site', 'VARCHAR'],
        ['day', 'VARCHAR'],
        ...fact.grain.map((column) => [column.name, column.type === 'int' ? 'INTEGER' : 'VARCHAR']),
        ...fact.measures.map((measure) => [measure.name, 'BIGINT']),
      ]);
    }
  });
});

describe('neighbours: one visitor-day taken away', () => {
  it('moves every bounded measure by at most its declared bounds, in each cell, in all, and in L2', async () => {
    const worthCents = 50_000;
    let compared = 0;
    for (const seed of [21, 22, 23, 24]) {
      const rows = randomArrivals({
        sites: ['shop'],
        days: ['2026-03-09'],
        visitors: 14,
        random: seeded(seed),
      });
      const visitors = [...new Set(rows.flatMap((row: ArrivalRow) => row.visitor ?? []))];
      // One site for the whole day and one per neighbour, so that all are counted at once.
      const sites = ['all', ...visitors];
      const copies = sites.flatMap((site) =>
        rows
          .filter((row) => row.visitor !== site || row.visitor === null)
          .map((row) => Object.assign({}, row, { site, event_id: `${row.event_id}${site}` })),
      );
      const facts = await sql.of(copies, {
        siteDays: sites.map((site) => ({ site, day: '2026-03-09' })),
        worthCents,
      });
      for (const visitor of visitors) {
        for (const fact of FACTS) {
          for (const measure of fact.measures.filter((one) => one.exact !== true)) {
            const moves = difference(facts, visitor, fact.name, measure.name);
            const l0 = resolveLimit(measure.l0 ?? 0, DEFAULT_BOUNDS, worthCents);
            const linf = resolveLimit(measure.linf ?? 0, DEFAULT_BOUNDS, worthCents);
            const l1 =
              measure.l1 === undefined ? l0 * linf : resolveLimit(measure.l1, DEFAULT_BOUNDS, worthCents);
            const where = `${fact.name}.${measure.name} (seed ${seed})`;
            expect(moves.length, `L0 of ${where}`).toBeLessThanOrEqual(l0);
            expect(Math.max(0, ...moves), `Linf of ${where}`).toBeLessThanOrEqual(linf);
            expect(
              moves.reduce((total, move) => total + move, 0),
              `L1 of ${where}`,
            ).toBeLessThanOrEqual(l1);
            expect(
              moves.reduce((total, move) => total + move * move, 0),
              `L2 of ${where}`,
            ).toBeLessThanOrEqual(Math.min(l0 * linf * linf, l1 * linf));
            compared += moves.length;
          }
        }
      }
    }
    expect(compared).toBeGreaterThan(500);
  });
});

/** Returns the differences between the cells of the whole day and of a neighbour, without zeros. */
function difference(facts: OracleFacts, neighbour: string, fact: string, measure: string): number[] {
  const cells = [...(facts[fact] ?? [])];
  const of = (site: string) =>
    new Map(
      cells
        .filter(([key]) => key.startsWith(`${site}|`))
        .map(([key, cell]) => [key.slice(site.length), cell[measure] ?? 0]),
    );
  const [a, b] = [of('all'), of(neighbour)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .map((key) => Math.abs((a.get(key) ?? 0) - (b.get(key) ?? 0)))
    .filter((move) => move !== 0);
}
