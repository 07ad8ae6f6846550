/** The events that the seal function accepts, and the lines it logs. */
import { describe, expect, it } from 'vitest';
import { parseSealRequest, DayNotCompleteError, isScheduled } from '#runtime/aws/seal/seal-event';
import { codeOf, logAnswer } from '#runtime/aws/seal/log-invocation';
import { QueryFailedError } from '#runtime/aws/athena/query-failed';
import { Zone } from '#core/time/zone';

const BERLIN = new Zone('Europe/Berlin');
const NOW = Date.parse('2026-11-24T02:30:00Z');

describe('the event', () => {
  it('the event of the schedule requests live sites through the latest complete day', () => {
    for (const event of [{}, { version: '0', time: '2026-11-24T02:30:00Z' } as object]) {
      expect(isScheduled(event)).toBe(true);
      expect(parseSealRequest(event, BERLIN, NOW)).toEqual({ through: '2026-11-22', byClock: true });
    }
  });

  it('the event of a person requests imports as well, through a named day or the latest complete one', () => {
    expect(parseSealRequest({ byClock: false }, BERLIN, NOW)).toEqual({
      through: '2026-11-22',
      byClock: false,
    });
    expect(parseSealRequest({ through: '2026-11-20' }, BERLIN, NOW)).toEqual({
      through: '2026-11-20',
      byClock: false,
    });
    expect(isScheduled({ byClock: false })).toBe(false);
  });

  it('may not name a day that rows can still arrive for, nor what is no day', () => {
    expect(() => parseSealRequest({ through: '2026-11-23' }, BERLIN, NOW)).toThrow(
      '2026-11-23 is not complete yet: delivery may take a day, so it can be sealed from 03:00 of ' +
        '2026-11-25 on; the latest complete day is 2026-11-22',
    );
    for (const through of ['yesterday', '2026-02-30', "2026-11-20' or 1 = 1"])
      expect(() => parseSealRequest({ through }, BERLIN, NOW)).toThrow(DayNotCompleteError);
  });
});

describe('the log', () => {
  const lines: object[] = [];
  const log = {
    warn: (line: object) => {
      lines.push(line);
    },
    info: (line: object) => {
      lines.push(line);
    },
  };
  const said = (answer: object, through = '2026-11-22') => {
    lines.length = 0;
    logAnswer(
      log,
      { done: true, days: [], waiting: [], late: 0, abandoned: 0, ...answer },
      { through, byClock: true },
      BERLIN,
      NOW,
    );
    return [...lines];
  };

  it('says at the end of a run that nothing is left, and only then', () => {
    expect(said({})).toEqual([{ progress: 'seal_up_to_date', waiting: 0 }]);
    expect(said({ done: false })).toEqual([]);
    expect(said({}, '2026-11-20')).toEqual([]);
  });

  it('counts the days that were sealed', () => {
    expect(said({ done: false, days: [{ site: 'shop', day: '2026-11-22', outcomes: {} }] })).toEqual([
      { progress: 'sealed', count: 1 },
    ]);
  });

  it('names an error by its name and a query by its code, never by what it quotes', () => {
    expect(codeOf(new QueryFailedError('HIVE_BAD_DATA', false))).toBe('QueryFailedError HIVE_BAD_DATA');
    expect(codeOf(Object.assign(new Error('key arrivals/anna@example.org'), { name: 'AccessDenied' }))).toBe(
      'AccessDenied',
    );
    expect(codeOf('anna@example.org')).toBe('unknown');
  });
});
