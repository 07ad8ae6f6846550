/** A damaged file holds back the days that it may contain and no other; deletion by age continues whatever happens. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { FACTS } from '#queries/facts/catalogue';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { lakeStatus } from '#runtime/local/lake/lake-status';
import { openDays } from '#runtime/local/release/open-days';
import { isAnythingHeldBack } from '#runtime/local/seal/held-note';
import { sealDays } from '#runtime/local/seal/seal-days';
import type { SealResult } from '#runtime/local/seal/seal-input';
import { loadSql } from '#runtime/node/package-root';
import { randomArrivals, seeded } from '../../../oracle/random-arrivals.ts';
import { LakeOf, SITES } from '../seal/lake-of.ts';
import { oneOf, thorough } from '../../../support/full-length.ts';

const DAYS = ['2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13'];
const CONFIG = parseConfig(JSON.stringify({ sites: SITES }));
const rowsOf = (day: string) =>
  randomArrivals({
    sites: ['shop', 'logs'],
    days: [day],
    visitors: 8,
    random: seeded(Number(day.slice(-2))),
  });

let lake: LakeOf;
beforeEach(() => {
  lake = new LakeOf();
});
afterEach(() => lake.dispose());

async function arriveDaily(): Promise<void> {
  for (const day of DAYS) await lake.arrive(`dt=${day}/aa.parquet`, rowsOf(day));
}

function seal(today = '2026-03-14'): Promise<SealResult> {
  return sealDays({
    data: lake.data,
    config: CONFIG,
    listed: () => undefined,
    facts: FACTS,
    loadSql,
    memoryLimit: '512MB',
    through: '2026-03-13',
    today,
    byClock: false,
  });
}

const daysOf = (result: SealResult) => [...new Set(result.days.map((one) => one.day))].toSorted();

const DAMAGES: Readonly<Record<string, (file: string) => void>> = {
  truncated: (file) => truncateSync(file, 200),
  empty: (file) => truncateSync(file, 0),
  zeroed: (file) => writeFileSync(file, Buffer.alloc(999)),
  'no Parquet': (file) => writeFileSync(file, 'nothing of ours'),
  'a folder': (file) => {
    rmSync(file);
    mkdirSync(file);
  },
  'a link to nowhere': (file) => {
    rmSync(file);
    symlinkSync('/nowhere/at/all', file);
  },
};

describe.each(oneOf(6, Object.entries(DAMAGES)))('an arrival file that is %s', (_what, damage) => {
  it('holds back its own day, is named by seal and status, and goes by age', async () => {
    await arriveDaily();
    const file = join(lake.data.arrivals, 'dt=2026-03-11/aa.parquet');
    damage(file);
    const result = await seal();
    expect(daysOf(result)).toEqual(['2026-03-10', '2026-03-12', '2026-03-13']);
    expect(result.held.map(({ file: held, days }) => [held, days])).toEqual([
      ['arrivals/dt=2026-03-11/aa.parquet', ['2026-03-11']],
    ]);
    expect(isAnythingHeldBack(lake.data)).toBe(true);
    expect((await lakeStatus(lake.data, CONFIG)).held).toMatchObject([{ days: ['2026-03-11'] }]);
    const later = await seal('2026-03-25');
    expect([later.abandoned, later.abandonedFiles]).toEqual([0, 1]);
    expect(existsSync(file)).toBe(false);
  });
});

thorough(
  'mended, it is sealed with the quiet sites of its day, and nothing is held back any more',
  async () => {
    await arriveDaily();
    const file = join(lake.data.arrivals, 'dt=2026-03-11/aa.parquet');
    const kept = readFileSync(file);
    writeFileSync(file, 'x');
    await seal();
    writeFileSync(file, kept);
    expect(daysOf(await seal())).toEqual(['2026-03-11']);
    expect(isAnythingHeldBack(lake.data)).toBe(false);
    expect((await lakeStatus(lake.data, CONFIG)).held).toEqual([]);
  },
);

it('one flipped bit in a journal segment of 10 March lets 11, 12 and 13 March be sealed, and the segment goes by age', async () => {
  for (const day of DAYS.slice(1)) await lake.arrive(`dt=${day}/aa.parquet`, rowsOf(day));
  const text = rowsOf('2026-03-10')
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');
  const bytes = Buffer.from(text);
  bytes[2] = (bytes[2] ?? 0) ^ 1;
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  const segment = join(lake.data.journal, `2026-03-10.2026-03-10.${'a'.repeat(32)}.jsonl`);
  mkdirSync(dirname(segment), { recursive: true });
  writeFileSync(segment, bytes);
  const result = await seal();
  expect(daysOf(result)).toEqual(['2026-03-11', '2026-03-12', '2026-03-13']);
  expect(result.held).toMatchObject([{ days: ['2026-03-10'] }]);
  expect((await seal('2026-03-25')).abandonedFiles).toBe(1);
  expect(existsSync(segment)).toBe(false);
});

it.each(
  oneOf(4, [
    ['a state of a day', (l: LakeOf) => join(l.data.state, 'seal/2026-03-11.json'), ''],
    ['a state of a day', (l: LakeOf) => join(l.data.state, 'seal/2026-03-11.json'), '{"a": 1}'],
    ['a seal', (l: LakeOf) => join(l.data.seals, 'period=2026-03-11/part.parquet'), 'x'],
    ['completeness', (l: LakeOf) => join(l.data.completeness, 'period=2026-03-11/part.parquet'), 'x'],
    ['a fact', (l: LakeOf) => join(l.data.facts, 'pages/period=2026-03-11/part.parquet'), 'x'],
  ] as const),
)('%s that is damaged (%#) holds back its own day', async (_what, fileOf, text) => {
  await arriveDaily();
  const file = fileOf(lake);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const result = await seal();
  expect(daysOf(result)).toEqual(['2026-03-10', '2026-03-12', '2026-03-13']);
  expect(result.held.map((one) => one.days)).toEqual([['2026-03-11']]);
  expect(join(lake.data.root, result.held[0]?.file ?? '')).toBe(file);
});

it('rows of a damaged column are found when the day is counted, and hold back their days alone', async () => {
  await arriveDaily();
  const file = join(lake.data.arrivals, 'dt=2026-03-11/aa.parquet');
  const db = await openDuckDb({ memoryLimit: '512MB', scratch: join(lake.folder, 'scan') });
  await db.run(
    `copy (select * replace (12.5 as props) from read_parquet('${file}')) to '${file}.new' (format parquet)`,
  );
  await db.close();
  copyFileSync(`${file}.new`, file);
  rmSync(`${file}.new`);
  const result = await seal();
  expect(daysOf(result)).toEqual(['2026-03-10', '2026-03-12', '2026-03-13']);
});

thorough('a month waits for the days that are held back, since it is drawn once', async () => {
  await arriveDaily();
  writeFileSync(join(lake.data.arrivals, 'dt=2026-03-11/aa.parquet'), 'x');
  await seal();
  const db = await openDuckDb({ memoryLimit: '512MB', scratch: join(lake.folder, 'scan') });
  try {
    const stateOf = await openDays(db, lake.data, CONFIG, '2026-04-05');
    expect(stateOf('shop').open).toContain('2026-03-11');
    expect(stateOf('logs').open).toContain('2026-03-11');
  } finally {
    await db.close();
  }
});
