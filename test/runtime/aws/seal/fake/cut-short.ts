/**
 * A world in which a seal has everything to do, and invariants that hold however the seal was interrupted: the next
 * ticks end in the same state, readers see a day whole or not at all at any time, and nothing is deleted before it is
 * counted.
 */
import { beforeAll, expect } from 'vitest';
import type { ArrivalRow } from '#core/event/fields';
import { FACTS } from '#queries/facts/catalogue';
import { currentRun, endRun } from '#runtime/aws/seal/current-run';
import { itemsOfAll, randomArrivals, seeded } from '../../../../oracle/random-arrivals.ts';
import type { Injection } from '../../../../support/aws/calls.ts';
import { oneEngine } from '../../../../support/aws/lake-engine.ts';
import { SITES } from '../../../local/seal/lake-of.ts';
import { parquetOf } from './arrivals-of.ts';
import { SealWorld, type Cells } from './seal-world.ts';
import { rounds } from '../../../../support/full-length.ts';

export const ASKED = { through: '2026-03-19', byClock: false };
/** As many as the books need; the others would behave the same. */
const DECLARED = FACTS.filter((fact) => ['days', 'sources', 'visitors'].includes(fact.name));
const of = (site: string, day: string, seed: number, visitors = 6) =>
  randomArrivals({ sites: [site], days: [day], visitors, random: seeded(seed) }).filter(
    (row) => row.site === site,
  );
const OLD = of('logs', '2026-02-01', 8, 3);
const STRAY: ArrivalRow = { ...(of('shop', '2026-03-01', 9)[0] as ArrivalRow), day: 'no day' };

const engine = oneEngine();
/** One site of the day is sealed; rows of every other kind have arrived since. */
let start: SealWorld;
export interface End {
  readonly facts: Record<string, Cells>;
  readonly seals: readonly object[];
  readonly left: ReturnType<SealWorld['left']>;
  readonly books: Awaited<ReturnType<SealWorld['books']>>;
  readonly abandoned: number;
}
let expected: End;
let before: Record<string, Cells>;

beforeAll(async () => {
  start = new SealWorld({
    engine: engine(),
    config: { sites: SITES, retention: { arrivalsDays: 7, factsDays: 30 } },
    declared: DECLARED,
    now: '2026-03-22T03:05:00Z',
  });
  const arrive = async (file: string, rows: readonly ArrivalRow[]) =>
    start.arrive(file, await parquetOf(engine(), rows), itemsOfAll(rows));
  // A day that is older than facts are kept, days that are sealed, and one site of the day that is sealed now.
  await arrive('dt=2026-02-01/import-00-1.parquet', OLD);
  start.now = Date.parse('2026-02-10T04:00:00Z');
  expect(await start.tick({ ...ASKED, through: '2026-02-08' })).toMatchObject({ done: true });
  start.now = Date.parse('2026-03-21T03:05:00Z');
  await arrive('dt=2026-03-18/import-01-1.parquet', [
    ...of('logs', '2026-03-18', 1, 3),
    ...of('shop', '2026-03-18', 2, 3),
  ]);
  await arrive('dt=2026-03-19/import-02-1.parquet', of('logs', '2026-03-19', 3));
  expect(await start.tick({ through: '2026-03-19', byClock: false })).toMatchObject({ done: true });
  start.later(24 * 60);
  // Rows to seal; late ones under a day of arrival that is sealed (logs), and under one that is sealed only now (shop).
  await arrive('dt=2026-03-19/a.parquet', [
    ...of('shop', '2026-03-19', 4).slice(0, 20),
    ...of('logs', '2026-03-18', 5, 2),
  ]);
  await arrive('dt=2026-03-19/b.parquet', [
    ...of('shop', '2026-03-19', 4).slice(20),
    ...of('shop', '2026-03-18', 6, 2),
  ]);
  await arrive('dt=2026-03-19/c.parquet', of('logs', '2026-03-18', 7, 2));
  // Rows that cannot be sealed.
  await arrive('dt=2026-03-01/e.parquet', [STRAY]);
  start.mayBeAbandoned = itemsOfAll([STRAY]);
  before = await start.facts();
  const clean = copyOf(start);
  expected = await toTheEnd(clean);
  expect(expected.abandoned).toBe(itemsOfAll([STRAY]));
  expect(expected.books).toEqual({
    waiting: 0,
    counted: expected.books.arrived - itemsOfAll([STRAY, ...OLD]),
    arrived: expected.books.arrived,
  });
});

/** Returns a copy of the initial world. */
export function freshWorld(): SealWorld {
  return copyOf(start);
}

/** The final state. */
export const theEnd = () => expected;

function copyOf(world: SealWorld): SealWorld {
  const copy = world.copy();
  copy.mayBeAbandoned = itemsOfAll([STRAY, ...OLD]);
  return copy;
}

/** Ticks until it is done, then once more when replaced objects may go. */
export async function toTheEnd(world: SealWorld): Promise<End> {
  for (let ticks = 0; ; ticks += 1) {
    expect(ticks, 'it comes to an end').toBeLessThan(6);
    world.later(20);
    if ((await world.tick(ASKED)).done) break;
  }
  world.later(120);
  expect(await world.tick(ASKED)).toMatchObject({ done: true, days: [], late: 0, abandoned: 0 });
  return {
    facts: await world.facts(),
    seals: world.seals(),
    left: world.left(),
    books: await world.books(),
    abandoned: world.abandoned,
  };
}

/** Expects readers to see, for each day and site, either the state from before or the final one. */
export async function expectWhole(world: SealWorld): Promise<void> {
  const seen = await world.facts();
  for (const fact of DECLARED) {
    for (const key of new Set(
      [before, expected.facts]
        .flatMap((facts) => facts[fact.name] ?? [])
        .map(([cell]) => cell.split('|').slice(0, 2).join('|')),
    )) {
      const cells = (facts: Record<string, Cells>) =>
        (facts[fact.name] ?? []).filter(([cell]) => cell.startsWith(`${key}|`) || cell === key);
      const isShown = seen['days']?.some(([cell]) => cell === key) === true;
      const whole = cells(expected.facts).length > 0 ? cells(expected.facts) : cells(before);
      expect(cells(seen), `${fact.name} of ${key}`).toEqual(isShown ? whole : []);
    }
  }
}

async function injected(injection: Injection, isGivenUp: boolean): Promise<void> {
  const world = copyOf(start);
  world.calls.inject(injection);
  const first = await world.tick(ASKED).catch(() => undefined);
  if (first?.done !== true) await expectWhole(world);
  if (isGivenUp) {
    world.calls.revive();
    const run = await currentRun(world.ports().record);
    if (run !== undefined) await endRun(world.ports(), run.id);
  }
  const end = await toTheEnd(world);
  // The answer may be lost with its invocation; the words for the alarms may not.
  expect({ ...end, abandoned: 0 }).toEqual({ ...expected, abandoned: 0 });
  for (const warning of ['arrivals_past_deadline', 'late'])
    expect(
      world.said.some((line) => line.warning === warning),
      warning,
    ).toBe(true);
}

/**
 * Interrupts every call that an undisturbed seal makes, one after the other (one of 23 in `npm test`); the run
 * continues afterwards, or is abandoned and another one begins.
 */
export async function strikeEveryCall(
  when: Injection['when'],
  how: Injection['how'],
  isGivenUp = false,
): Promise<void> {
  const world = copyOf(start);
  await world.tick(ASKED);
  const { made } = world.calls;
  const count = made.length;
  expect(count).toBeGreaterThan(250);
  const step = rounds(23, 1);
  for (let at = Math.ceil(step / 2); at <= count; at += step) {
    await injected({ at, when, how }, isGivenUp).catch((error: unknown) => {
      throw new Error(`call ${at} of ${count}, ${made[at - 1]}: ${(error as Error).message}`, {
        cause: error,
      });
    });
  }
}
