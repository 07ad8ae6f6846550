/** Conversion of segments to Parquet: nothing acknowledged is dropped because it could not be read. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataDir, type DataDir } from '#runtime/local/data-dir';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { convertSegments } from '#runtime/local/journal/convert-segments';
import { parquetFile, parseSegmentName, segmentFile } from '#runtime/local/journal/segment-name';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';

const row = (n: number) =>
  JSON.stringify({
    event_id: String(n).padStart(32, '0'),
    site: 'shop',
    day: '2026-03-10',
    hour: 12,
    outcome: 'stored',
  });
const lines = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => `${row(from + n)}\n`).join('');
const name = (letter: string) => parseSegmentName(`2026-03-10.2026-03-10.${letter.repeat(32)}.jsonl`)!;

describe('a closed segment', () => {
  let data: DataDir;
  let db: DuckDb;
  beforeEach(async () => {
    data = dataDir(mkdtempSync(join(tmpdir(), 'headcount-convert-')));
    prepareDataDir(data);
    db = await openDuckDb({ memoryLimit: '256MB', threads: 1, scratch: data.scratch });
  });
  afterEach(() => {
    db.close();
    rmSync(data.root, { recursive: true });
  });

  const write = (letter: string, text: string) => {
    writeFileSync(segmentFile(data, name(letter)), text);
  };
  const kept = (letter: string) => existsSync(segmentFile(data, name(letter)));
  const rows = async (letter: string) =>
    (await db.rows('select count(*) as n from read_parquet(?)', [parquetFile(data, name(letter))]))[0]?.['n'];
  const convert = () =>
    convertSegments(db, data).then(
      (count) => count,
      (error: Error) => `${error.name}: ${error.message}`,
    );

  it('becomes one row a line and goes', async () => {
    write('a', lines(0, 5_000));
    expect(await convert()).toBe(1);
    expect([kept('a'), await rows('a')]).toEqual([false, 5_000]);
  });

  it('a closed segment with a torn last line, which was never reported as stored, gives the lines before it', async () => {
    write('a', `${lines(0, 3)}{"event_id":"00`);
    expect([await convert(), kept('a'), await rows('a')]).toEqual([1, false, 3]);
  });

  it('a closed segment whose last line lacks only its newline gives that line as well', async () => {
    write('a', lines(0, 3).trimEnd());
    expect([await convert(), kept('a'), await rows('a')]).toEqual([1, false, 3]);
  });

  it.each([
    ['no JSON', `${lines(0, 2)}{"event_id":\n${lines(2, 2)}`],
    [
      'bytes that are no text',
      Buffer.concat([Buffer.from(lines(0, 2)), Buffer.from([0, 0, 0xff, 10]), Buffer.from(lines(2, 2))]),
    ],
    ['an empty line', `${lines(0, 2)}\n${lines(2, 2)}`],
    ['a row without an event_id', `${lines(0, 2)}{"site":"shop"}\n`],
  ])('a segment that contains %s stays whole, and is reported without a word of it', async (_what, text) => {
    write('a', text as string);
    write('b', lines(10, 3));
    const told = String(await convert());
    expect(told).toMatch(/^SegmentMismatchError: 1 journal segment/);
    expect(told).not.toMatch(/event_id|noon|shop/);
    expect([
      kept('a'),
      existsSync(parquetFile(data, name('a'))),
      readdirSync(join(data.arrivals, 'dt=2026-03-10')).filter((file) => file.endsWith('.tmp')),
    ]).toEqual([true, false, []]);
    expect([kept('b'), await rows('b')], 'the others are converted').toEqual([false, 3]);
  });

  it('is not dropped for a Parquet file of its name that has other rows', async () => {
    write('a', lines(0, 4));
    mkdirSync(dirname(parquetFile(data, name('a'))), { recursive: true });
    await db.run(`copy (select 'x' as event_id) to '${parquetFile(data, name('a'))}' (format parquet)`);
    expect(String(await convert())).toMatch(/^SegmentMismatchError/);
    expect(kept('a')).toBe(true);
  });
});
