/** A day counted in parts equals the day counted at once, row for row; and what the parts leave on the disk. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDuckdbColumns, DUCKDB_TYPE } from '#core/event/column-types';
import { FIELDS, type ArrivalRow } from '#core/event/fields';
import { grainColumns } from '#core/facts/columns';
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import type { SqlRow } from '#core/ports/query-engine';
import { FACTS } from '#queries/facts/catalogue';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { countInParts } from '#runtime/local/seal/count-in-parts';
import { countParts, splitRows, type RowParts } from '#runtime/local/seal/split-rows';
import { loadSql } from '#runtime/node/package-root';
import { randomArrivals, seeded, shuffled } from '../../../oracle/random-arrivals.ts';
import { rounds } from '../../../support/full-length.ts';

const COLUMNS = FIELDS.map((field) => `${field.name}: '${DUCKDB_TYPE[field.type]}'`).join(', ');
const DAYS = ['2026-03-09', '2026-03-10'];
const SITES = ['shop', 'blog', 'quiet'];
const siteDays = SITES.flatMap((site) => DAYS.map((day) => ({ site, day, worthCents: 20_000 })));
const TABLES = [
  ...FACTS.map((fact) => ({ name: fact.name, grain: grainColumns(fact) })),
  { name: 'completeness', grain: ['site', 'day', 'outcome', 'reason'] },
  { name: 'recount', grain: ['site', 'day'] },
];

const folder = mkdtempSync(join(tmpdir(), 'headcount-parts-'));
let db: DuckDb;
beforeAll(async () => {
  db = await openDuckDb({ memoryLimit: '512MB', threads: 2, scratch: join(folder, 'scratch') });
  await db.run(`create table given (${formatDuckdbColumns(FIELDS)})`);
});
afterAll(() => {
  void db.close();
  rmSync(folder, { recursive: true, force: true });
});

async function give(rows: readonly ArrivalRow[]): Promise<void> {
  const file = join(folder, 'rows.jsonl');
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  await db.run('delete from given');
  await db.run(
    `insert into given by name select * from read_json($1, format = 'newline_delimited', columns = {${COLUMNS}})`,
    [file],
  );
}

/** Returns every table with its types, and its rows in the order of their grain. */
async function counted(parts: RowParts): Promise<Record<string, readonly SqlRow[]>> {
  await countInParts(db, parts, {
    facts: FACTS,
    bounds: DEFAULT_BOUNDS,
    siteDays,
    loadSql,
    recount: loadSql('seal/recount.sql'),
  });
  const found: Record<string, readonly SqlRow[]> = {};
  for (const { name, grain } of TABLES) {
    found[name] = await db.rows(`select * from ${name} order by ${grain.join(', ')}`);
    found[`types of ${name}`] = await db.rows(
      `select column_name, data_type from duckdb_columns() where table_name = '${name}' order by column_index`,
    );
  }
  return found;
}

const atOnce = (): RowParts => ({
  relations: ['given'],
  remove: () => undefined,
  removeAll: () => undefined,
});

describe('a day counted in parts', () => {
  it('gives every fact, the completeness and the recount row for row, whatever the number of parts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 2, max: 7 }),
        async (seed, visitors, parts) => {
          const random = seeded(seed);
          const rows = randomArrivals({ sites: SITES.slice(0, 2), days: DAYS, visitors, random });
          // Repeats some rows, as a repeated delivery would, in any order.
          await give(shuffled([...rows, ...rows.filter(() => random() < 0.2)], random));
          const expected = await counted(atOnce());
          const split = await splitRows(db, 'given', parts);
          expect(await counted(split)).toEqual(expected);
          expect(
            readdirSync(db.folder, { recursive: true }).filter((name) => `${name}`.endsWith('.parquet')),
          ).toEqual([]);
          split.removeAll();
        },
      ),
      { numRuns: rounds(2, 6) },
    );
  });

  it('has one row of zeros for a site and day without rows, however many parts there are', async () => {
    await give(randomArrivals({ sites: ['shop'], days: DAYS.slice(0, 1), visitors: 40, random: seeded(3) }));
    const found = await counted(await splitRows(db, 'given', 5));
    const quiet = found['days']?.filter((row) => row['site'] === 'quiet');
    expect(quiet?.map((row) => [row['day'], row['visitors'], row['page_views']])).toEqual([
      ['2026-03-09', 0, 0],
      ['2026-03-10', 0, 0],
    ]);
  });

  it('keeps a visitor whole and spreads rows without a visitor over the parts', async () => {
    const random = seeded(5);
    const rows = randomArrivals({ sites: ['shop'], days: DAYS, visitors: 120, random });
    await give(rows.map((row, index) => (index % 2 === 0 ? { ...row, visitor: null } : row)));
    const split = await splitRows(db, 'given', 4);
    expect(split.rows).toBe(rows.length);
    expect(split.relations).toHaveLength(4);
    const union = split.relations
      .map((one, part) => `select ${part} as part, visitor from ${one}`)
      .join(' union all ');
    const [spread] = await db.rows(
      `select (select max(parts) from (select visitor, count(distinct part) as parts from (${union}) where visitor is not null group by visitor)) as most,
        (select count(distinct part) from (${union}) where visitor is null) as unknown`,
    );
    expect(spread).toEqual({ most: 1, unknown: 4 });
    split.removeAll();
  });

  it('closes what it writes to other users, and takes it all away with the database', async () => {
    const other = await openDuckDb({ memoryLimit: '128MB', threads: 1, scratch: join(folder, 'other') });
    await other.run(`create table given (${formatDuckdbColumns(FIELDS)})`);
    await other.run(
      "insert into given (event_id, site) select cast(i as varchar), 'shop' from range(100) t(i)",
    );
    await splitRows(other, 'given', 3);
    expect(readdirSync(other.folder)).toContain('parts');
    expect(statSync(other.folder).mode & 0o077).toBe(0);
    await other.close();
    expect(readdirSync(join(folder, 'other'))).toEqual([]);
  });
});

describe('the number of parts', () => {
  it('grows with the rows and shrinks with the memory, so that no part has more rows than its memory bears', () => {
    const MIB = 1_024 * 1_024;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200_000_000 }),
        fc.integer({ min: 128, max: 64_000 }),
        (rows, mebibytes) => {
          const rowsPerPart = rows / countParts(rows, mebibytes * MIB);
          expect(rowsPerPart).toBeLessThanOrEqual(Math.max(50_000, mebibytes * 1_000));
        },
      ),
    );
    expect(countParts(100_000, 3_072 * MIB)).toBe(1);
  });
});
