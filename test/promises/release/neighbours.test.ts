/**
 * The unit of privacy, end to end: each visitor-day is removed in turn from small random lakes of a month, the
 * program's SQL rebuilds the facts, and everything that a release would draw is compared before the noise. No table may
 * move by more than the sensitivity to which its noise is scaled.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { drawTable } from '#core/disclosure/draw-table';
import { PROFILES } from '#core/disclosure/profiles';
import {
  sumCosts,
  releaseCatalogue,
  varianceNumber,
  type TableSpec,
} from '#core/disclosure/release-catalogue';
import type { StoredTable } from '#core/disclosure/stored-release';
import { listedNames } from '#core/disclosure/listed-names';
import { cellName, publicCells } from '#core/disclosure/vocabularies';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { FIELDS, type ArrivalRow } from '#core/event/fields';
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import { FACTS } from '#queries/facts/catalogue';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { buildFacts } from '#runtime/local/seal/build-facts';
import { loadSql } from '#runtime/node/package-root';
import { randomArrivals, seeded } from '../../oracle/random-arrivals.ts';
import { rounds } from '../../support/full-length.ts';

const folder = mkdtempSync(join(tmpdir(), 'headcount-neighbours-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const DAYS = Array.from({ length: 30 }, (_, index) => `2026-03-${String(index + 1).padStart(2, '0')}`);
const SITE = {
  hosts: ['shop.example'],
  published: ['/p/0', '/p/1', '/p/7'],
  goals: ['signup', 'a', 'download'],
  campaigns: ['spring'],
  topics: ['A', 'B', 'C', 'D'].map((name) => ({ name, paths: [`/${name}`] })),
};

/**
 * Builds several lakes as one, with one site each: `s0` is complete and `sN` lacks visitor-day N. Ids keep their order
 * within a site.
 */
function lakes(rows: readonly ArrivalRow[], sites: readonly string[]): ArrivalRow[] {
  const visitorDays = [
    ...new Set(rows.filter((row) => row.visitor !== null).map((row) => `${row.day} ${row.visitor}`)),
  ];
  return sites.flatMap((site, index) =>
    rows
      .filter(
        (row) =>
          index === 0 || row.visitor === null || `${row.day} ${row.visitor}` !== visitorDays[index - 1],
      )
      .map((row) => ({ ...row, site, event_id: site.padStart(8, '0') + row.event_id.slice(8) })),
  );
}

async function built(rows: readonly ArrivalRow[], sites: readonly string[]): Promise<DuckDb> {
  const file = join(folder, 'rows.jsonl');
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  const db = await openDuckDb({ memoryLimit: '1GB', scratch: join(folder, 'scratch') });
  const columns = FIELDS.map((field) => `${field.name}: '${DUCKDB_TYPE[field.type]}'`).join(', ');
  await db.run(
    `create temp table given as select * from read_json($1, format = 'newline_delimited', columns = {${columns}})`,
    [file],
  );
  await buildFacts(db, {
    arrivals: 'given',
    facts: FACTS,
    bounds: DEFAULT_BOUNDS,
    siteDays: sites.flatMap((site) => DAYS.map((day) => ({ site, day, worthCents: 100_000 }))),
    loadSql,
  });
  return db;
}

/** Draws a table without noise; every open cell passes, so that none hides behind a threshold. */
async function undrawn(
  db: DuckDb,
  spec: TableSpec,
  site: string,
  from: string,
  to: string,
): Promise<StoredTable> {
  const compiled = compileConfig(parseConfig(JSON.stringify({ sites: [{ id: site, ...SITE }] }))).site(site);
  if (compiled === undefined) throw new Error('no site');
  const open: TableSpec =
    spec.threshold === undefined ? spec : { ...spec, threshold: { ...spec.threshold, least: -Infinity } };
  return drawTable(
    open,
    await db.rows(loadSql(spec.sql), [site, from, to]),
    publicCells(spec.cells, listedNames(compiled)),
    () => 0n,
  );
}

function squaredDistance(one: StoredTable, other: StoredTable, measure: string): number {
  const cells = (table: StoredTable) =>
    new Map(table.cells.map((cell) => [cellName(cell.keys), cell.noisy[measure] ?? 0]));
  const [a, b] = [cells(one), cells(other)];
  return [...new Set([...a.keys(), ...b.keys()])].reduce(
    (sum, cell) => sum + ((a.get(cell) ?? 0) - (b.get(cell) ?? 0)) ** 2,
    0,
  );
}

/** The worst case of each measure over all lakes, as a fraction of its declared sensitivity. */
const worst = new Map<string, number>();

describe('over 30 days', () => {
  it.each([1, 2].slice(0, rounds(1, 2)))(
    'no visitor-day moves a release by more than its declared sensitivity, table by table and in all (random lake %i)',
    async (seed) => {
      const random = seeded(seed * 101);
      const rows = randomArrivals({ sites: ['s'], days: DAYS, visitors: 36, random });
      const count = new Set(
        rows.filter((row) => row.visitor !== null).map((row) => `${row.day} ${row.visitor}`),
      ).size;
      const sites = Array.from({ length: count + 1 }, (_, index) => `s${index}`);
      const db = await built(lakes(rows, sites), sites);
      try {
        for (const level of ['day', 'month'] as const) {
          const specs = releaseCatalogue(FACTS, level, DEFAULT_BOUNDS, PROFILES.default);
          const periods = level === 'month' ? [['2026-03-01', '2026-03-31']] : DAYS.map((day) => [day, day]);
          const spent = new Map<string, number>();
          for (const [from = '', to = ''] of periods) {
            for (const spec of specs) {
              const base = await undrawn(db, spec, 's0', from, to);
              for (const site of sites.slice(1)) {
                const neighbour = await undrawn(db, spec, site, from, to);
                for (const measure of spec.measures) {
                  const moved = squaredDistance(base, neighbour, measure.name);
                  expect(moved, `${spec.name}.${measure.name} ${site}`).toBeLessThanOrEqual(
                    Number(measure.sensitivitySquared),
                  );
                  worst.set(
                    `${spec.name}.${measure.name}`,
                    Math.max(
                      worst.get(`${spec.name}.${measure.name}`) ?? 0,
                      moved / Number(measure.sensitivitySquared),
                    ),
                  );
                  spent.set(site, (spent.get(site) ?? 0) + moved / (2 * varianceNumber(measure.variance)));
                }
              }
            }
          }
          // Only one day's figures can move, so the sum over all days is the cost of one.
          for (const [site, rho] of spent)
            expect(rho, `${level} ${site}`).toBeLessThanOrEqual(sumCosts(specs) * 1e-9);
        }
      } finally {
        db.close();
      }
    },
  );

  it('the lakes are hard enough for the bounds to matter: many are reached', () => {
    const reached = [
      'days.visitors',
      'days.page_views',
      'days.visits',
      'total.visits',
      'total.engaged_seconds',
      'hours.visitors',
      'countries.visitors',
      'depth.visitors',
      'landings.visitors',
      'sources.visitors',
      'referrers.visits',
      'topics.visitors',
      'goals.visitors',
    ];
    for (const measure of reached) expect(worst.get(measure), measure).toBe(1);
    expect(worst.get('pages.visitors')).toBeGreaterThan(0.4);
  });
});
