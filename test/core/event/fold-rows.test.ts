/** Folding of rows that only count: nothing is lost, and stored rows stay unchanged. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anonymousEvent } from '#core/event/anonymous-event';
import { FIELDS, type ArrivalRow } from '#core/event/fields';
import { foldRows, countItems } from '#core/event/fold-rows';

const EMPTY = Object.fromEntries(FIELDS.map(({ name }) => [name, null])) as unknown as ArrivalRow;
const row = fc
  .record({
    event_id: fc.uuid(),
    site: fc.constantFrom('shop', 'blog', '(unknown)'),
    day: fc.constantFrom('2026-03-10', '2026-03-11'),
    verdict: fc.constantFrom(
      ['stored', null],
      ['bot', 'bot'],
      ['rejected', 'invalid_event'],
      ['rejected', 'unknown_site'],
    ),
    items: fc.constantFrom(null, 1, 2, 500),
  })
  .map(({ verdict: [outcome, reason], items, ...some }) =>
    anonymousEvent({
      ...EMPTY,
      ...some,
      outcome: outcome ?? '',
      reason: reason ?? null,
      items: outcome === 'stored' ? null : items,
    }),
  );
const keyOf = (one: ArrivalRow) => [one.site, one.day, one.outcome, one.reason].join(' ');

describe('folded rows', () => {
  it('keep every stored row, have one row for each other site, day and reason, and stand for as many items', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const folded = foldRows(rows);
        const stored = (all: readonly ArrivalRow[]) => all.filter(({ outcome }) => outcome === 'stored');
        expect(stored(folded)).toEqual(stored(rows));
        const others = folded.filter(({ outcome }) => outcome !== 'stored').map(keyOf);
        expect(new Set(others).size).toBe(others.length);
        for (const key of new Set(rows.map(keyOf))) {
          const items = (all: readonly ArrivalRow[]) =>
            all.filter((one) => keyOf(one) === key).reduce((sum, one) => sum + countItems(one), 0);
          expect(items(folded), key).toBe(items(rows));
        }
      }),
    );
  });

  it('bear an id of their own, so that a copy of one is known', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const ids = new Set(rows.map((one) => one.event_id));
        expect(foldRows(rows).every((one) => ids.has(one.event_id))).toBe(true);
      }),
    );
  });
});
