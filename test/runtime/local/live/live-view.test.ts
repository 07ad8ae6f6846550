/** The live view over real files: its counts, its changes, and its leftovers. */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DerivedCache } from '#core/anonymize/derived-cache';
import { collect } from '#core/collect/collect';
import type { CollectContext } from '#core/collect/raw-request';
import { compileConfig } from '#core/config/compile';
import { DEMO_CONFIG } from '#core/config/parse-config';
import type { KnownTruth } from '#core/demo/known-truth';
import { toJsonLine } from '#core/event/anonymous-event';
import type { ReportData } from '#core/report/report';
import { FACTS } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { dataDir, type DataDir } from '#runtime/local/data-dir';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { convertSegments } from '#runtime/local/journal/convert-segments';
import { LiveViewKeeper } from '#runtime/local/live/live-view-keeper';
import { simulate } from '#runtime/local/pages/demo/simulate';
import { createDayKey, random128 } from '#runtime/node/keyed-hash';
import { loadSql } from '#runtime/node/package-root';
import { thorough } from '../../../support/full-length.ts';

const DAY = '2026-11-23';
const NOW = Date.parse(`${DAY}T12:34:56Z`);
const SEGMENT = `${DAY}.${DAY}.${'a'.repeat(32)}.open`;
/** Later than the longest pause of the view. */
const LATER = 3_600_000;

interface Told {
  readonly live: {
    readonly visitors: number;
    readonly k: number;
    readonly day: string;
    readonly hour: number;
    readonly sites: readonly {
      readonly received: number;
      readonly books: Record<string, number>;
      readonly days: readonly string[];
    }[];
  };
  readonly reports: readonly ReportData[];
}

const rows = (told: Told, report: string, table: string) =>
  told.reports.find((one) => one.report === report)?.tables.find((one) => one.name === table)?.rows ?? [];

describe('the live view', () => {
  let folder: string;
  let data: DataDir;
  let db: DuckDb;
  let view: LiveViewKeeper;
  let clock: number;
  const config = compileConfig(DEMO_CONFIG);

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'headcount-'));
    data = dataDir(folder);
    for (const each of [data.journal, data.arrivals, data.locks]) mkdirSync(each);
    db = await openDuckDb({ memoryLimit: '512MB', scratch: data.scratch });
    view = new LiveViewKeeper({ facts: FACTS, reports: REPORTS, loadSql });
    clock = NOW;
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });

  /** Adds visitors to a segment; `now` decides the day. */
  const arrive = async (
    visitors: number,
    seed: number,
    segment = SEGMENT,
    now = NOW,
  ): Promise<KnownTruth> => {
    const key = createDayKey(new Date(now).toISOString().slice(0, 10), new Uint8Array(32).fill(9));
    const lines: string[] = [];
    const truth = await simulate({
      visitors,
      seed,
      now,
      origin: 'http://127.0.0.1:8787',
      submit: async (request, country) => {
        const context: CollectContext = {
          config,
          now,
          dayKey: key,
          random128,
          country,
          isSealed: () => false,
          keyMatches: () => false,
          derived: new DerivedCache(),
        };
        for (const event of collect(request, context).events) lines.push(`${toJsonLine(event)}\n`);
      },
    });
    appendFileSync(join(data.journal, segment), lines.join(''));
    return truth;
  };
  const ask = async (demo: boolean, one = view): Promise<Told> => {
    clock += LATER;
    return JSON.parse(await one.ask({ db, data, config: DEMO_CONFIG }, { now: clock, demo })) as Told;
  };

  it('counts what the truth says, from the open segment and Parquet together, and a half-written line not at all', async () => {
    const closed = `${DAY}.${DAY}.${'b'.repeat(32)}.jsonl`;
    const one = await arrive(150, 1, closed);
    await convertSegments(db, data);
    expect(readdirSync(data.journal)).not.toContain(closed);
    const two = await arrive(150, 2, SEGMENT.replace('a', 'c'));
    appendFileSync(join(data.journal, SEGMENT.replace('a', 'c')), '{"event_id":"0123');
    const told = await ask(true);
    expect(told.live.visitors).toBe(300);
    const [visitors, views, visits, seconds] = rows(told, 'audience', 'total')[0] ?? [];
    expect([visitors, views, visits, seconds]).toEqual([
      300,
      one.page_views + two.page_views,
      one.visits + two.visits,
      one.engaged_seconds + two.engaged_seconds,
    ]);
    const countries: Record<string, number> = {};
    for (const { countries: of } of [one, two])
      for (const [name, count] of Object.entries(of)) countries[name] = (countries[name] ?? 0) + count;
    expect(Object.fromEntries(rows(told, 'market', 'countries').map((row) => [row[0], row[1]]))).toEqual(
      countries,
    );
    const { books, received } = told.live.sites[0]!;
    expect(received).toBe(one.received + two.received);
    expect(books['duplicate']).toBe((one.outcomes['duplicate'] ?? 0) + (two.outcomes['duplicate'] ?? 0));
  });

  thorough('reads a segment once where its Parquet file exists already', async () => {
    const closed = `${DAY}.${DAY}.${'b'.repeat(32)}.jsonl`;
    await arrive(20, 1, closed);
    const text = readFileSync(join(data.journal, closed));
    await convertSegments(db, data);
    writeFileSync(join(data.journal, closed), text);
    expect((await ask(true)).live.sites[0]?.books['duplicate'] ?? 0).toBeLessThan(20);
    expect((await ask(true)).live.visitors).toBe(20);
  });

  it('tells before k visitor-days how many events came, from the first one on, and nothing else', async () => {
    await arrive(1, 9);
    expect((await ask(false)).live.sites[0]?.received).toBeGreaterThan(0);
    await arrive(8, 1);
    const told = await ask(false);
    expect(told.live.visitors).toBe(0);
    expect(told.reports).toEqual([]);
    const { received, books } = told.live.sites[0]!;
    expect(received).toBe(Object.values(books).reduce((sum, items) => sum + items, 0));
    expect(books['stored']).toBeGreaterThanOrEqual(9);
    await arrive(1, 2);
    expect((await ask(false)).live.visitors).toBe(10);
  });

  it('changes only when k more have come, for this process and the next', async () => {
    await arrive(12, 1);
    const first = await ask(false);
    expect(first.live.visitors).toBe(12);
    await arrive(9, 2);
    expect(await ask(false)).toEqual(first);
    expect(await ask(false, new LiveViewKeeper({ facts: FACTS, reports: REPORTS, loadSql }))).toEqual(first);
    await arrive(1, 3);
    expect((await ask(false)).live.visitors).toBe(22);
  });

  it('does not tell that a new day has begun by its first visitors', async () => {
    await arrive(12, 1);
    const first = await ask(false);
    await arrive(3, 2, `2026-11-24.2026-11-24.${'d'.repeat(32)}.open`, NOW + 86_400_000);
    expect(await ask(false)).toEqual(first);
  });

  thorough('changes at once for the demo site', async () => {
    await arrive(1, 1);
    expect((await ask(true)).live.visitors).toBe(1);
    await arrive(1, 2);
    expect((await ask(true)).live.visitors).toBe(2);
  });

  it('leaves out cells under k and says so', async () => {
    await arrive(40, 1);
    const countries = (await ask(false)).reports
      .find((one) => one.report === 'market')
      ?.tables.find((one) => one.name === 'countries');
    expect(countries?.withheld).toBe(true);
    for (const row of countries?.rows ?? []) expect(row[1]).toBeGreaterThanOrEqual(10);
  });

  thorough('calls no unsealed day sealed, and its figures not complete', async () => {
    await arrive(40, 1);
    for (const { state, days } of (await ask(false)).reports)
      expect([state, days]).toEqual(['partial', { asked: 1, sealed: 0, missing: [DAY] }]);
  });

  it('does not show a day that is sealed', async () => {
    await arrive(30, 1);
    const folder = join(data.seals, `period=${DAY}`);
    mkdirSync(folder, { recursive: true });
    await db.run(`copy (select 'demo' as site) to '${join(folder, 'part.parquet')}' (format parquet)`);
    expect((await ask(true)).live.visitors).toBe(0);
  });

  it('hides what is left once a day is sealed, until it has k visitor-days of its own', async () => {
    const next = `2026-11-24.2026-11-24.${'d'.repeat(32)}.open`;
    await arrive(30, 1);
    expect((await ask(false)).live.visitors).toBe(30);
    await arrive(3, 2, next, NOW + 86_400_000);
    const folder = join(data.seals, `period=${DAY}`);
    mkdirSync(folder, { recursive: true });
    await db.run(`copy (select 'demo' as site) to '${join(folder, 'part.parquet')}' (format parquet)`);
    for (const one of [view, new LiveViewKeeper({ facts: FACTS, reports: REPORTS, loadSql })]) {
      const told = await ask(false, one);
      expect([told.live.visitors, told.reports]).toEqual([0, []]);
    }
    await arrive(7, 3, next, NOW + 86_400_000);
    expect((await ask(false)).live.visitors).toBe(10);
  });

  it('tells the hour and nothing finer, and keeps no key or event id, in no file or table', async () => {
    await arrive(30, 1);
    const text = JSON.stringify(await ask(false));
    const lines = readFileSync(join(data.journal, SEGMENT), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event_id: string; visitor: string | null });
    const kept = join(data.state, 'live.json');
    for (const where of [text, readFileSync(kept, 'utf8')]) {
      for (const { event_id, visitor } of lines) {
        expect(where).not.toContain(event_id.slice(0, 8));
        if (visitor !== null) expect(where).not.toContain(visitor.slice(0, 8));
      }
      expect(where).not.toMatch(/\d\d:\d\d/);
    }
    expect(statSync(kept).mtimeMs).toBe(Date.parse(`${DAY}T00:00:00Z`));
    expect((await db.rows('select table_name from duckdb_tables()')).map((row) => row['table_name'])).toEqual(
      [],
    );
    expect(readdirSync(data.scratch)).toEqual([]);
  });
});
