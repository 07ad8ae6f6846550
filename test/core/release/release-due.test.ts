/**
 * The protocol of a release, one suite over the store of each place: drawn once and paid once whatever happens between
 * two steps.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileConfig } from '#core/config/compile';
import { sumReleaseCost, type StoredRelease } from '#core/disclosure/stored-release';
import { releaseDue } from '#core/release/release-due';
import type { ReleaseOutcome, ReleaseRun } from '#core/release/release-run';
import { FACTS } from '#queries/facts/catalogue';
import { loadSql } from '#runtime/node/package-root';
import { seededBits } from '../../support/seeded-bits.ts';
import { CONFIG, DAYS, PERIODS } from '../../runtime/aws/release/sealed-days.ts';
import { awsPlace, localPlace, type Place } from './places.ts';
import { CutError, watchStore, type Watch } from './watch-store.ts';
import { oneOf } from '../../support/full-length.ts';

const [DAY = '', SECOND = '', LAST = ''] = DAYS;
const ONE_DAY = { period: DAY, level: 'day' } as const;
const MONTH = { period: '2026-03', level: 'month' } as const;
/** The steps of the protocol for one release, in the order that keeps its promises. */
const STEPS = [
  'open',
  'readDrawn',
  'readSeals',
  'readListedNames',
  'book',
  'openFacts',
  'readSealedDays',
  'keep',
  'publish',
];

describe.each([
  ['in a data directory', localPlace],
  ['on AWS', awsPlace],
])('the release protocol %s', (_name, placeOf) => {
  let place: Place;
  let seed = 0;
  beforeEach(() => {
    place = placeOf();
  });
  afterEach(() => {
    place.dispose();
  });

  const run = (named: ReleaseRun['named'], watch: Watch = { calls: [] }): Promise<ReleaseOutcome> =>
    releaseDue({
      store: watchStore(place.store, watch),
      config: compileConfig(CONFIG),
      facts: FACTS,
      loadSql,
      bits: () => seededBits((seed += 1)),
      today: '2026-04-20',
      sites: ['logs'],
      ...(named === undefined ? {} : { named }),
    });
  const stored = (period: string) => JSON.parse(place.text(period, 'json') ?? 'null') as StoredRelease;
  const drawnIn = ({ calls }: Watch) => calls.filter((name) => name === 'openFacts').length;
  const periodsPaid = () =>
    place
      .ledger()
      .map((one) => one.period)
      .toSorted();
  const periodsOf = (outcome: ReleaseOutcome) => outcome.drawnPeriods.map((one) => one.period);

  it('checks the books, then books, draws, looks at the days again, keeps and publishes', async () => {
    const watch: Watch = { calls: [] };
    expect(periodsOf(await run(undefined, watch))).toEqual(PERIODS);
    expect(watch.calls).toEqual(['siteDays', 'readLedger', ...PERIODS.flatMap(() => STEPS)]);
  });

  it.each(oneOf(5, ['siteDays', 'readLedger', ...STEPS]))(
    'a release cut short after %s is completed by the next run, drawn once and paid once',
    async (step) => {
      const cut: Watch = {
        calls: [],
        at: (name, when) => {
          if (name === step && when === 'after') throw new CutError();
        },
      };
      await expect(run(ONE_DAY, cut)).rejects.toThrow(CutError);
      const booked = place.ledger();
      const published = place.text(DAY, 'json');
      const kept = place.text(DAY, 'drawn') ?? published;
      // Kept releases are paid, and published ones were kept before.
      if (kept !== undefined) expect(booked).toHaveLength(1);
      if (published !== undefined) expect(cut.calls).toContain('keep');

      const again: Watch = { calls: [] };
      expect(await run(ONE_DAY, again)).toMatchObject({ done: true, refusals: [], emptySites: [] });
      expect(drawnIn(again)).toBe(kept === undefined ? 1 : 0);
      if (kept !== undefined) expect(place.text(DAY, 'json')).toBe(kept);
      const paid = { period: DAY, days: [DAY], nanorho: sumReleaseCost(stored(DAY)) };
      expect(place.ledger()).toMatchObject([paid]);
      if (booked.length > 0) expect(place.ledger()).toEqual(booked);

      const third: Watch = { calls: [] };
      expect(periodsOf(await run(ONE_DAY, third))).toEqual([]);
      expect(third.calls).toEqual(['siteDays']);
    },
  );

  it('refuses, before it books or draws, what would exceed the budget of a day, and holds up no other', async () => {
    const entry = { site: 'logs', period: 'other', days: [SECOND], nanorho: 70_000_000 };
    const whole = { ...entry, delta: 0, catalogue: 'c', profile: 'default', bookedOn: '2026-04-01' };
    await place.store.book(whole);
    const watch: Watch = { calls: [] };
    const outcome = await run(undefined, watch);
    expect(periodsOf(outcome)).toEqual([DAY, LAST]);
    expect(outcome.refusals.map((error) => error.name)).toEqual([
      'BudgetExceededError',
      'BudgetExceededError',
    ]);
    expect(outcome.refusals[0]?.message).toContain(`${SECOND} has spent rho 0.07 of`);
    expect(drawnIn(watch)).toBe(2);
    expect(periodsPaid()).toEqual([DAY, LAST, 'other']);
    for (const period of [SECOND, '2026-03'])
      expect([place.text(period, 'drawn'), place.text(period, 'json')]).toEqual([undefined, undefined]);
  });

  it.each(oneOf(2, ['sealed', 'deleted'] as const))(
    'discards a draw under which a day was %s; the next run draws from the days as they are and pays once',
    async (change) => {
      if (change === 'sealed') place.unseal(LAST);
      const before = change === 'sealed' ? [DAY, SECOND] : DAYS;
      const after = change === 'sealed' ? DAYS : [DAY, SECOND];
      const watch: Watch = {
        calls: [],
        at: (name, when) => {
          // The days come first; the draw of the month is the last.
          if (name !== 'readSealedDays' || when !== 'before' || drawnIn(watch) !== before.length + 1) return;
          if (change === 'sealed') place.seal(LAST);
          else place.unseal(LAST);
        },
      };
      await expect(run(MONTH, watch)).rejects.toThrow(
        `logs 2026-03 is not released: a day of it was ${change} meanwhile; run headcount release again`,
      );
      expect(watch.calls.at(-1)).toBe('readSealedDays');
      expect([place.text('2026-03', 'drawn'), place.text('2026-03', 'json')]).toEqual([undefined, undefined]);

      await run(MONTH);
      expect(stored('2026-03').days).toEqual(after);
      const paid = place.ledger().filter((one) => one.period === '2026-03');
      expect(paid).toMatchObject([{ days: after, nanorho: sumReleaseCost(stored('2026-03')) }]);
    },
  );

  it('does nothing where an entry of the ledger is missing or cannot be read, not even publish what is kept', async () => {
    await run(ONE_DAY);
    const entry = JSON.stringify(place.ledger()[0]);
    const kept: Watch = {
      calls: [],
      at: (name, when) => {
        if (name === 'publish' && when === 'before') throw new CutError();
      },
    };
    await expect(run({ period: SECOND, level: 'day' }, kept)).rejects.toThrow(CutError);
    for (const [period, text] of [
      [DAY, undefined],
      [LAST, '{broken'],
      [LAST, '{}'],
    ] as const) {
      place.writeEntry(period, text);
      const watch: Watch = { calls: [] };
      await expect(run(undefined, watch)).rejects.toThrow(`${period}.logs.json cannot be read`);
      expect(watch.calls).toEqual(['siteDays', 'readLedger']);
      expect(place.text(SECOND, 'json')).toBeUndefined();
      place.writeEntry(DAY, entry);
    }
    place.writeEntry(LAST, undefined);
    expect(periodsOf(await run({ period: SECOND, level: 'day' }))).toEqual([SECOND]);
  });
});
