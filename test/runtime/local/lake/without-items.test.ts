/**
 * Arrivals and journals of a version without items: each row is one item, alone and beside files that have the column.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { FIELDS } from '#core/event/fields';
import { FACTS } from '#queries/facts/catalogue';
import { dataDir, type DataDir } from '#runtime/local/data-dir';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { lakeStatus } from '#runtime/local/lake/lake-status';
import { dropUnsealed, loadUnsealed } from '#runtime/local/live/unsealed-arrivals';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import { sealDays } from '#runtime/local/seal/seal-days';
import { loadSql } from '#runtime/node/package-root';

const DAY = '2026-03-10';
const CONFIG = parseConfig(
  JSON.stringify({ sites: [{ id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] }] }),
);
const COLUMNS = FIELDS.map(({ name, type }) => `${name}: '${DUCKDB_TYPE[type]}'`).join(', ');
let ids = 0;
const row = (outcome: string, more: object = {}) => ({
  event_id: String((ids += 1)).padStart(32, '0'),
  site: 'shop',
  day: DAY,
  outcome,
  reason: outcome === 'stored' ? null : outcome,
  ...(outcome === 'stored' ? { hour: 9, name: 'pageview', path: '/', props: {} } : {}),
  ...more,
});
/** 100 rows of the old kind, of which 40 were not stored. */
const old = () => [
  ...Array.from({ length: 60 }, () => row('stored')),
  ...Array.from({ length: 40 }, () => row('bot')),
];
/** Two rows of 300 items in all. */
const folded = () => [row('bot', { items: 299 }), row('opted_out', { items: null })];

describe('rows of a version without items', () => {
  let data: DataDir;
  beforeEach(() => {
    data = dataDir(mkdtempSync(join(tmpdir(), 'headcount-old-')));
    prepareDataDir(data);
  });
  afterEach(() => rmSync(data.root, { recursive: true }));

  const open = () => openDuckDb({ memoryLimit: '256MB', threads: 1, scratch: join(data.scratch, 'test') });
  const parquet = async (name: string, rows: readonly object[], without = '') => {
    const lines = join(data.root, 'rows.jsonl');
    writeFileSync(lines, rows.map((one) => JSON.stringify(one)).join('\n'));
    mkdirSync(join(data.arrivals, `dt=${DAY}`), { recursive: true });
    const db = await open();
    await db.run(
      `copy (select * ${without} from read_json($1, format = 'newline_delimited', columns = {${COLUMNS}})) to $2 (format parquet)`,
      [lines, join(data.arrivals, `dt=${DAY}`, name)],
    );
    db.close();
    rmSync(lines);
  };
  const segment = (letter: string, rows: readonly object[]) => {
    writeFileSync(
      join(data.journal, `${DAY}.${DAY}.${letter.repeat(32)}.jsonl`),
      rows.map((one) => `${JSON.stringify(one)}\n`).join(''),
    );
  };
  const oldParquet = () => parquet('aa.parquet', old(), 'exclude (items)');
  const seal = () =>
    sealDays({
      data,
      config: CONFIG,
      listed: () => undefined,
      facts: FACTS,
      loadSql,
      memoryLimit: '512MB',
      through: DAY,
      today: '2026-03-12',
      byClock: false,
    });
  const live = async () => {
    const db = await open();
    const parts = await loadUnsealed(db, data);
    try {
      const [found] = await db.rows(
        `select cast(count(*) as bigint) as n, cast(sum(coalesce(items, 1)) as bigint) as items from ${parts.relations[0]}`,
      );
      return [found?.['n'], found?.['items']];
    } finally {
      await dropUnsealed(db, parts);
      db.close();
    }
  };
  const waiting = async () => (await lakeStatus(data, CONFIG)).waiting;

  it('rows count as an item each where every file lacks the column: in live, status and seal', async () => {
    await oldParquet();
    segment('a', old());
    expect([await live(), await waiting()]).toEqual([[200, 200], 200]);
    expect((await seal()).days).toMatchObject([{ site: 'shop', outcomes: { stored: 120, bot: 80 } }]);
  });

  it('rows count as an item each beside files and segments with the column, whose rows stand for what they state', async () => {
    await oldParquet();
    await parquet('bb.parquet', folded());
    segment('c', [...old(), ...folded()]);
    expect([await live(), await waiting()]).toEqual([[204, 800], 800]);
    expect((await seal()).days).toMatchObject([
      { site: 'shop', outcomes: { stored: 120, bot: 2 * 40 + 2 * 299, opted_out: 2 } },
    ]);
  });

  it('rows that come after the seal of their day are late items, as many as they stand for', async () => {
    await oldParquet();
    await seal();
    await parquet('dd.parquet', [...old(), ...folded()]);
    expect((await seal()).late).toBe(400);
    const db = await open();
    const [found] = await db.rows(
      `select cast(sum(items) as bigint) as items from read_parquet('${join(data.completeness, '*/*.parquet')}') where outcome = 'late'`,
    );
    db.close();
    expect(found?.['items']).toBe(400);
  });

  it('rows count once where delivery brought them twice, and the copies as that many duplicates', async () => {
    const rows = folded();
    await parquet('ee.parquet', rows);
    await parquet('ff.parquet', rows);
    expect((await seal()).days).toMatchObject([
      { site: 'shop', outcomes: { bot: 299, opted_out: 1, duplicate: 300 } },
    ]);
  });
});
