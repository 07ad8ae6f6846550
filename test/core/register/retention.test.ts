/** Retention: what no purpose holds goes, what one holds stays, and a law keeps its fields for its years. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegisterEvent } from '#core/register/event';
import { isStanding } from '#core/register/permission';
import { findDue, type Keep } from '#core/register/retention';
import { MemoryLog } from './memory-log.ts';
import { AT, registered, TERMS } from './registered.ts';

const DAY = 86_400_000;
const START = Date.parse(AT);
const noKeep: readonly Keep[] = [];
const moment = (days: number, keep = noKeep) => ({
  now: START + days * DAY,
  ...TERMS,
  keepOf: () => keep,
});
const withdrawn: RegisterEvent = {
  event: 'withdrawn',
  at: AT,
  ref: 'p1',
  scope: 'all',
  channel: 'link',
  received: AT,
  by: 'person',
};
const closed: RegisterEvent = { event: 'closed', at: AT, submission: 's1' };
const given = { information: 'given' } as const;

describe('the values of a submission', () => {
  it('go 14 days after a submission that nobody confirmed', () => {
    const { state } = new MemoryLog().put(...registered('s1', 'p1', given, { isConfirmed: false }));
    expect(findDue(state, [...state.people.keys()], moment(13.99))).toEqual([]);
    expect(findDue(state, [...state.people.keys()], moment(14))).toEqual([
      { submission: 's1', ref: 'p1', cause: 'retention', kept: [] },
    ]);
  });

  it('stay while the service or a consent stands, and go once neither does', () => {
    const log = new MemoryLog().put(...registered('s1', 'p1', given));
    expect(
      findDue(log.state, [...log.state.people.keys()], moment(91)),
      'the inquiry is over, the consent stands',
    ).toEqual([]);
    log.put(withdrawn);
    expect(findDue(log.state, [...log.state.people.keys()], moment(1)), 'the inquiry is open').toEqual([]);
    expect(findDue(log.state, [...log.state.people.keys()], moment(91))).toMatchObject([
      { submission: 's1', cause: 'no-purpose-left' },
    ]);
  });

  it('go after 24 months in which a consent was not used', () => {
    const { state } = new MemoryLog().put(...registered('s1', 'p1', given));
    expect(findDue(state, [...state.people.keys()], moment(730))).toEqual([]);
    expect(findDue(state, [...state.people.keys()], moment(731))).toMatchObject([
      { submission: 's1', cause: 'retention' },
    ]);
  });

  it('go where a confirmed correction has replaced them', () => {
    const { state } = new MemoryLog().put(
      ...registered('s1', 'p1', given),
      ...registered('s2', 'p1', given, { replaces: 's1' }),
    );
    expect(findDue(state, [...state.people.keys()], moment(1))).toMatchObject([
      { submission: 's1', cause: 'no-purpose-left' },
    ]);
  });

  it('keep the fields of a law for its years, are due once, and again when the years are over', () => {
    const keep = [{ fields: ['email', 'nothing'], years: 6, law: 'a law of the test' }];
    const log = new MemoryLog().put(...registered('s1', 'p1', {}));
    log.state.submissions.get('s1')!.fields = { email: 'a@example.org', name: 'Ada' };
    log.put(closed);
    const [due] = findDue(log.state, [...log.state.people.keys()], moment(1, keep));
    expect(due).toMatchObject({ submission: 's1', kept: ['email'] });
    log.put({
      event: 'erased',
      at: AT,
      ref: 'p1',
      submission: 's1',
      cause: 'retention',
      kept: due?.kept ?? [],
    });
    expect(findDue(log.state, [...log.state.people.keys()], moment(2, keep))).toEqual([]);
    expect(findDue(log.state, [...log.state.people.keys()], moment(6 * 366, keep))).toMatchObject([
      { submission: 's1', kept: [] },
    ]);
  });

  it('never go while a purpose stands, and always once none does', () => {
    const events = fc.constantFrom<readonly RegisterEvent[]>(
      registered('s1', 'p1', given),
      registered('s1', 'p1', { customization: 'given' }),
      registered('s2', 'p1', given, { replaces: 's1' }),
      [withdrawn],
      [closed],
      [{ ...closed, submission: 's2' }],
    );
    fc.assert(
      fc.property(fc.array(events, { maxLength: 6 }), fc.integer({ min: 0, max: 900 }), (all, days) => {
        const { state } = new MemoryLog().put(...all.flat());
        const now = moment(days);
        const due = new Set(findDue(state, [...state.people.keys()], now).map((one) => one.submission));
        for (const one of state.submissions.values()) {
          const isHeld = ['service', ...Object.keys(one.decisions)].some((purpose) =>
            isStanding(state, one, purpose, now),
          );
          expect(due.has(one.submission)).toBe(!isHeld);
        }
      }),
    );
  });
});
