import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anonymousEvent, toJsonLine } from '#core/event/anonymous-event';
import { FIELDS, type ArrivalRow } from '#core/event/fields';
import { countItems } from '#core/event/fold-rows';
import { mayBeSealed } from '#core/seal/may-be-sealed';
import { replaceLate } from '#core/seal/replace-late';
import { addDays } from '#core/time/zone';

const TODAY = '2026-11-24';
const EMPTY = Object.fromEntries(FIELDS.map(({ name }) => [name, null])) as unknown as ArrivalRow;
const row = fc
  .record({
    event_id: fc.string({ minLength: 32, maxLength: 32, unit: fc.constantFrom(...'0123456789abcdef') }),
    site: fc.constantFrom('shop', 'blog', '(unknown)', 'gone'),
    day: fc.integer({ min: 0, max: 5 }).map((n) => addDays(TODAY, -n)),
    hour: fc.integer({ min: 0, max: 23 }),
    outcome: fc.constantFrom('stored', 'bot', 'rejected'),
    visitor: fc.string({ minLength: 32, maxLength: 32, unit: fc.constantFrom(...'0123456789abcdef') }),
    path: fc.string({ maxLength: 20 }),
    props: fc.constant({ plan: 'pro' }),
    items: fc.constantFrom(null, 2, 500),
  })
  .map((some) => anonymousEvent({ ...EMPTY, ...some }));
let ids = 0;
const context = {
  today: TODAY,
  isSite: (id: string) => id === 'shop' || id === 'blog',
  random128: () => `random${ids++}`,
};

describe('rows that were held up', () => {
  it('keep nothing but their site and how many items they are, as late items of today with an id of its own, where their day may be sealed; else they are as they were', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const { lines, late, unreadable } = replaceLate(rows.map(toJsonLine).join('\n'), context);
        expect(lines).toHaveLength(rows.length);
        expect(unreadable).toEqual([]);
        const replaced = rows.filter(({ day }) => mayBeSealed(day, TODAY));
        expect(late).toBe(replaced.reduce((sum, one) => sum + countItems(one), 0));
        rows.forEach((before, index) => {
          const after = JSON.parse(lines[index] ?? '') as ArrivalRow;
          if (before.day > addDays(TODAY, -2)) return expect(lines[index]).toBe(toJsonLine(before));
          expect(after).toEqual({
            ...EMPTY,
            event_id: after.event_id,
            site: context.isSite(before.site) ? before.site : '(unknown)',
            day: TODAY,
            outcome: 'late',
            reason: 'late',
            items: before.items,
          });
          expect(after.event_id).toMatch(/^random\d+$/);
        });
        expect(
          new Set(
            lines
              .map((line) => (JSON.parse(line) as ArrivalRow).event_id)
              .filter((id) => id.startsWith('random')),
          ).size,
        ).toBe(replaced.length);
      }),
    );
  });

  it('lose what is no column of the schema', () => {
    const line = JSON.stringify({
      ...EMPTY,
      event_id: 'a',
      site: 'shop',
      day: TODAY,
      outcome: 'stored',
      ip: '192.0.2.1',
    });
    expect(replaceLate(line, context).lines[0]).not.toContain('192.0.2.1');
  });

  it('wait where a column holds what it may not, and are late like any other once their day may be sealed', () => {
    const odd = (day: string) =>
      JSON.stringify({ ...EMPTY, event_id: 'a', site: 'shop', day, outcome: 'stored', hour: 'nine' });
    expect(replaceLate(odd(TODAY), context)).toMatchObject({ lines: [], late: 0, unreadable: [odd(TODAY)] });
    expect(replaceLate(odd(addDays(TODAY, -2)), context)).toMatchObject({ late: 1, unreadable: [] });
  });

  it('count as one item where they say something else than a count, and pass nothing of it on', () => {
    for (const items of ['192.0.2.1', 1.5, -3, 0, { a: 1 }]) {
      const line = JSON.stringify({
        ...EMPTY,
        event_id: 'a',
        site: 'shop',
        day: addDays(TODAY, -2),
        outcome: 'bot',
        items,
      });
      const held = replaceLate(line, context);
      expect(held.late).toBe(1);
      expect(JSON.parse(held.lines[0] ?? '')).toMatchObject({ outcome: 'late', items: null });
    }
  });

  it('texts that are not rows are given back', () => {
    for (const text of [
      '{',
      '[]',
      'null',
      '1',
      '{"event_id":"a"}',
      `{"event_id":"a","site":"shop","day":"today","outcome":"stored"}`,
    ]) {
      expect(replaceLate(text, context)).toEqual({ lines: [], late: 0, unreadable: [text] });
    }
  });
});
