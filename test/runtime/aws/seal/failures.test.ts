/**
 * The seal on AWS with a fault at every single call that it makes: the call fails or the process is killed, before or after
 * it took effect; and with its time running out after every step. Whatever happened, the next ticks end in the same state,
 * readers see a day whole or not at all at any time, and nothing is deleted before its rows are counted.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArrivalRow } from '#core/event/fields';
import { FACTS } from '#queries/facts/catalogue';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { randomArrivals, seeded } from '../../../oracle/random-arrivals.ts';
import { SITES } from '../../local/seal/lake-of.ts';
import { parquetOf } from './fake/arrivals-of.ts';
import type { Injection } from './fake/calls.ts';
import { DATABASE, LakeEngine } from './fake/lake-engine.ts';
import { SealWorld, type Cells } from './fake/seal-world.ts';

const ASKED = { through: '2026-03-20', byClock: false };
/** As many as the books need; the others go the same way. */
const DECLARED = FACTS.filter((fact) => ['days', 'sources', 'visitors'].includes(fact.name));
const [of, random] = [(site: string, day: string, seed: number, visitors = 8) => randomArrivals({ sites: [site], days: [day], visitors, random: seeded(seed) }), seeded(5)];
const STRAY: ArrivalRow = { ...(of('shop', '2026-03-01', 9)[0] as ArrivalRow), day: 'no day' };

let [folder, db, engine]: [string, DuckDb, LakeEngine] = [] as never;
/** logs 2026-03-19 is sealed; rows of every other kind have come since. */
let start: SealWorld;
interface End { readonly facts: Record<string, Cells>; readonly seals: readonly object[]; readonly left: ReturnType<SealWorld['left']>; readonly books: Awaited<ReturnType<SealWorld['books']>>; readonly abandoned: number }
let expected: End;
let before: Record<string, Cells>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headcount-aws-failures-'));
  db = await openDuckDb({ memoryLimit: '1GB', threads: 1, scratch: join(folder, 'spill') });
  for (const database of [DATABASE, `${DATABASE}_store`, `${DATABASE}_scratch`]) await db.run(`create schema ${database}`);
  engine = new LakeEngine(db, join(folder, 'engine'));
  start = new SealWorld({ engine, config: { sites: SITES, retention: { arrivalsDays: 7, factsDays: 30 } }, declared: DECLARED, now: '2026-03-22T03:05:00Z' });
  const arrive = async (file: string, rows: readonly ArrivalRow[]) => start.arrive(file, await parquetOf(db, folder, rows), rows.length);
  // A day that is older than facts are kept, and one whose rows will be carried over.
  await arrive('dt=2026-02-01/import-00-1.parquet', of('logs', '2026-02-01', 1, 3));
  start.now = Date.parse('2026-02-10T04:00:00Z');
  expect(await start.tick({ ...ASKED, through: '2026-02-08' })).toMatchObject({ done: true });
  start.now = Date.parse('2026-03-21T03:05:00Z');
  await arrive('dt=2026-03-19/import-01-1.parquet', of('logs', '2026-03-19', 2));
  expect(await start.tick({ ...ASKED, through: '2026-03-19' })).toMatchObject({ done: true });
  start.later(24 * 60);
  const mixed = [...of('shop', '2026-03-19', 3), ...of('shop', '2026-03-20', 4), ...of('logs', '2026-03-20', 6)].toSorted(() => random() - 0.5);
  await arrive('dt=2026-03-19/a.parquet', mixed.slice(0, 40));
  await arrive('dt=2026-03-20/b.parquet', mixed.slice(40));
  // Late under a day of arrival that is sealed, and under one that is sealed only now.
  await arrive('dt=2026-03-19/c.parquet', of('logs', '2026-03-19', 7, 3));
  await arrive('dt=2026-03-20/d.parquet', of('logs', '2026-03-19', 8, 3));
  // What nobody can seal.
  await arrive('dt=2026-03-01/e.parquet', [STRAY]);
  start.mayBeAbandoned = 1;
  before = await start.facts();
  const clean = copyOf(start);
  expected = await toTheEnd(clean);
  expect(expected.abandoned).toBe(1);
  expect(expected.books).toEqual({ waiting: 0, counted: expected.books.arrived - 1 - of('logs', '2026-02-01', 1, 3).length, arrived: expected.books.arrived });
}, 120_000);
afterAll(() => {
  engine.dispose();
  rmSync(folder, { recursive: true, force: true });
});

function copyOf(world: SealWorld): SealWorld {
  const copy = world.copy();
  copy.mayBeAbandoned = 1 + of('logs', '2026-02-01', 1, 3).length;
  return copy;
}

/** Ticks until it is done, then once more when replaced objects may go. */
async function toTheEnd(world: SealWorld): Promise<End> {
  for (let ticks = 0; ; ticks += 1) {
    expect(ticks, 'it comes to an end').toBeLessThan(6);
    world.later(20);
    if ((await world.tick(ASKED)).done) break;
  }
  world.later(120);
  expect(await world.tick(ASKED)).toMatchObject({ done: true, days: [], late: 0, abandoned: 0 });
  return { facts: await world.facts(), seals: world.seals(), left: world.left(), books: await world.books(), abandoned: world.abandoned };
}

/** Of each day and site readers see what they saw before, or what they see in the end. */
async function expectWhole(world: SealWorld): Promise<void> {
  const seen = await world.facts();
  for (const fact of DECLARED) {
    for (const key of new Set([before, expected.facts].flatMap((facts) => facts[fact.name] ?? []).map(([cell]) => cell.split('|').slice(0, 2).join('|')))) {
      const cells = (facts: Record<string, Cells>) => (facts[fact.name] ?? []).filter(([cell]) => cell.startsWith(`${key}|`) || cell === key);
      const isShown = seen['days']?.some(([cell]) => cell === key) === true;
      const whole = cells(expected.facts).length > 0 ? cells(expected.facts) : cells(before);
      expect(cells(seen), `${fact.name} of ${key}`).toEqual(isShown ? whole : []);
    }
  }
}

async function injected(injection: Injection): Promise<void> {
  const world = copyOf(start);
  world.calls.injection = injection;
  const first = await world.tick(ASKED).catch(() => undefined);
  if (first?.done !== true) await expectWhole(world);
  const end = await toTheEnd(world);
  // A row may be told as given up to an invocation that is killed before it can say so.
  expect({ ...end, abandoned: 0 }).toEqual({ ...expected, abandoned: 0 });
}

describe('a seal that is cut short and run again ends as if it had not been', () => {
  it.each([['fails', 'before', 'fail'], ['fails though it took effect', 'after', 'fail'], ['is the last before a kill', 'before', 'kill'], ['is the last, and took effect, before a kill', 'after', 'kill']] as const)('where any one of its calls %s', async (_, when, how) => {
    const world = copyOf(start);
    await world.tick(ASKED);
    const { count, made } = world.calls;
    expect(count).toBeGreaterThan(300);
    for (let at = 1; at <= count; at += 1) {
      await injected({ at, when, how }).catch((error: unknown) => { throw new Error(`call ${at} of ${count}, ${made[at - 1]}: ${(error as Error).message}`, { cause: error }); });
    }
  }, 300_000);

  it('where its time is up after any one of its steps', async () => {
    for (let looks = 0; ; looks += 1) {
      const world = copyOf(start);
      world.looks = looks;
      const { done } = await world.tick(ASKED);
      if (done) {
        expect(looks).toBeGreaterThan(100);
        break;
      }
      world.looks = undefined;
      await expectWhole(world);
      expect(await toTheEnd(world)).toEqual(expected);
    }
  }, 300_000);

  it('where each invocation has time for a few steps only', async () => {
    const world = copyOf(start);
    let ticks = 0;
    do {
      world.later(15);
      world.looks = 7;
      ticks += 1;
    } while (!(await world.tick(ASKED)).done);
    world.looks = undefined;
    expect(ticks).toBeGreaterThan(10);
    const { facts, seals, books } = await toTheEnd(world);
    expect({ facts, seals, books }).toEqual({ facts: expected.facts, seals: expected.seals, books: expected.books });
  });
});
