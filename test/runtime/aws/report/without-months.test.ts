/** Rows of a month that a period covers only in part enter no breakdown of it, whatever the query. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDuckdbColumns } from '#core/event/column-types';
import { factColumns } from '#core/facts/columns';
import { FACTS } from '#queries/facts/catalogue';
import { withoutMonths } from '#runtime/aws/report/without-months';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { loadSql, PACKAGE_ROOT } from '#runtime/node/package-root';
import { seeded } from '../../../oracle/random-arrivals.ts';
import { beyondAthena } from '../../../standins/beyond-athena.ts';
import { randomFacts } from '../../local/settle/random-facts.ts';

const DAYS = ['2026-03-01', '2026-03-02', '2026-03', '2026-04', '2026-04-02'];
const QUERIES = readdirSync(join(PACKAGE_ROOT, 'queries/reports'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.sql') && !/outside|days-there|site-visitors/.test(name))
  .map((name) => `reports/${name}`);

let folder: string;
let [all, cut]: [DuckDb, DuckDb] = [] as never;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headcount-months-'));
  const facts = randomFacts(
    DAYS.map((day) => ({ site: 'shop', day })),
    seeded(4),
  );
  const open = async (kept: (day: string) => boolean) => {
    const db = await openDuckDb({ memoryLimit: '256MB', threads: 1, scratch: join(folder, 'spill') });
    await db.run("create schema views; set search_path = 'views,main'");
    for (const fact of FACTS) {
      await db.run(`create table views.${fact.name} (${formatDuckdbColumns(factColumns(fact))})`);
      // Totals keep their days: `days` contains no months.
      for (const row of (facts[fact.name] ?? []).filter(
        (one) => kept(String(one['day'])) && (fact.name !== 'days' || String(one['day']).length === 10),
      )) {
        const names = Object.keys(row);
        await db.run(
          `insert into views.${fact.name} (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
          names.map((name) => row[name] as string | number),
        );
      }
    }
    return db;
  };
  [all, cut] = [await open(() => true), await open((day) => day !== '2026-03' && day !== '2026-04')];
});
afterAll(() => {
  all.close();
  cut.close();
  rmSync(folder, { recursive: true, force: true });
});
const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).toSorted();

describe('months that are cut', () => {
  it.each(QUERIES)('stay out of %s, and nothing else does', async (path) => {
    const parameters = ['shop', '2026-02-20', '2026-04-10'];
    const texts: string[] = [];
    const engine = withoutMonths(
      {
        rows: (sql, values) => {
          texts.push(sql);
          return all.rows(sql, values);
        },
      },
      'views',
      FACTS,
      ['2026-03', '2026-04'],
    );
    const sql = loadSql(path);
    expect(sorted(await engine.rows(sql, parameters))).toEqual(sorted(await cut.rows(sql, parameters)));
    for (const text of texts) expect(beyondAthena(text)).toBeUndefined();
  });

  it('change nothing where none is cut', async () => {
    const engine = { rows: all.rows };
    expect(withoutMonths(engine, 'views', FACTS, [])).toBe(engine);
    expect(QUERIES.length).toBeGreaterThan(15);
  });
});
