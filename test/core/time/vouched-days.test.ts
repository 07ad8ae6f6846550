/** The days that a possibly wrong clock is trusted to have ended. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DOUBT_MS,
  HOUR_MS,
  recordRun,
  markSetForward,
  markCorrected,
  lastVouchedDay,
  type ClockRecord,
} from '#core/time/vouched-days';
import { addDays } from '#core/time/zone';

const NONE: ClockRecord = { runs: [] };
const DAY = '2026-03-10';
const settled = recordRun(NONE, DAY, 2 * HOUR_MS);

describe('the days vouched for', () => {
  it('a day is vouched for once the server has run for an hour beyond it, and not a millisecond earlier', () => {
    const almost = recordRun(settled, addDays(DAY, 1), HOUR_MS - 1);
    expect(lastVouchedDay(almost)).toBe(addDays(DAY, -1));
    expect(lastVouchedDay(recordRun(almost, addDays(DAY, 1), 1))).toBe(DAY);
  });

  it('no day is vouched for before anything has run', () => {
    expect(lastVouchedDay(NONE)).toBe('');
    expect(lastVouchedDay(recordRun(NONE, DAY, 0))).toBe('');
  });

  it('all days missed are vouched for after nine days off, as soon as the hour is over', () => {
    const back = recordRun(settled, addDays(DAY, 9), HOUR_MS);
    expect(lastVouchedDay(back)).toBe(addDays(DAY, 8));
  });

  it('no day is vouched for by runs under a clock that was ahead, once it is set right', () => {
    const ahead = recordRun(settled, addDays(DAY, 10), HOUR_MS - 1);
    const right = recordRun(ahead, DAY, 1);
    expect(lastVouchedDay(recordRun(right, addDays(DAY, 10), HOUR_MS - 1))).toBe(addDays(DAY, -1));
  });

  it('days are vouched for only after a day of run time where the clock was seen to be set forward, and then all at once', () => {
    const ahead = recordRun(markSetForward(settled, DAY), addDays(DAY, 10), 2 * HOUR_MS);
    expect(lastVouchedDay(ahead)).toBe(addDays(DAY, -1));
    const right = recordRun(markCorrected(ahead), DAY, 0);
    expect(right.leaptFrom).toBeUndefined();
    expect(lastVouchedDay(recordRun(right, DAY, HOUR_MS))).toBe(addDays(DAY, -1));
    const stays = recordRun(ahead, addDays(DAY, 10), DOUBT_MS - 2 * HOUR_MS);
    expect(lastVouchedDay(stays)).toBe(addDays(DAY, 9));
    expect(stays.leaptFrom).toBeUndefined();
  });

  it('days are vouched for only after a day of run time where the server was off for more than 31 days', () => {
    const late = recordRun(settled, addDays(DAY, 32), 2 * HOUR_MS);
    expect(lastVouchedDay(late)).toBe(addDays(DAY, -1));
    expect(lastVouchedDay(recordRun(late, addDays(DAY, 32), DOUBT_MS))).toBe(addDays(DAY, 31));
    expect(lastVouchedDay(recordRun(settled, addDays(DAY, 31), HOUR_MS))).toBe(addDays(DAY, 30));
  });

  it('a day is vouched for, whatever the clock does, only with an hour run on later days since the clock last showed it or the one before', () => {
    const act = fc.record({ by: fc.integer({ min: -3, max: 12 }), ms: fc.nat(HOUR_MS), leaps: fc.boolean() });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        let record = NONE;
        let day = DAY;
        const shown: { day: string; ms: number }[] = [];
        for (const { by, ms, leaps } of acts) {
          const next = addDays(day, by);
          if (leaps) record = by > 0 ? markSetForward(record, day) : markCorrected(record);
          day = next;
          record = recordRun(record, day, ms);
          shown.push({ day, ms });
          const through = lastVouchedDay(record);
          if (through === '') continue;
          const since = shown.findLastIndex((one) => one.day <= through);
          const beyond = shown.slice(since + 1).reduce((sum, one) => sum + one.ms, 0);
          expect(beyond).toBeGreaterThanOrEqual(HOUR_MS);
          expect(through < day).toBe(true);
          expect(record.runs.length).toBeLessThan(60);
        }
      }),
    );
  });

  it('a clock that goes on from day to day loses no run time, whatever restarts there are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: HOUR_MS }), { minLength: 1, maxLength: 80 }), (runs) => {
        let record = settled;
        for (const ms of runs) record = JSON.parse(JSON.stringify(recordRun(record, addDays(DAY, 1), ms)));
        const sum = runs.reduce((a, b) => a + b, 0);
        expect(lastVouchedDay(record)).toBe(sum >= HOUR_MS ? DAY : addDays(DAY, -1));
      }),
    );
  });
});
