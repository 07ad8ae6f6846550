/** The books of a seal: each figure that disagrees is named, and no other. */
import { describe, expect, it } from 'vitest';
import { SealMismatchError, reconcile, findMismatches } from '#core/seal/reconcile';

const COUNTED = {
  site: 'shop',
  day: '2026-03-10',
  received: 9,
  stored: 7,
  page_views: 4,
  duplicates: 1,
  without_visitor: 0,
};
const SAID = {
  site: 'shop',
  day: '2026-03-10',
  items: 9,
  stored: 7,
  page_views: 4,
  visits_bounded: 3,
  sources_visits: 3,
  visitors: 2,
  least_of_dimension: 2,
  most_of_dimension: 2,
};

describe('the reconciliation of a seal', () => {
  it('finds nothing where both counts agree, or where neither has anything', () => {
    expect(findMismatches([COUNTED], [SAID])).toEqual([]);
    const nothing = {
      items: 0,
      stored: 0,
      page_views: 0,
      visits_bounded: 0,
      sources_visits: 0,
      visitors: 0,
      least_of_dimension: 0,
      most_of_dimension: 0,
    };
    expect(findMismatches([], [{ ...SAID, ...nothing }])).toEqual([]);
  });

  it.each([
    [{ items: 8 }, 'received 9, but outcomes add up to 8'],
    [{ stored: 8 }, '7 events stored, but completeness says 8'],
    [{ page_views: 5 }, '4 page views, but days says 5'],
    [{ sources_visits: 4 }, 'sources has 4 visits, more than the 3 bounded ones of days'],
    [{ least_of_dimension: 1 }, '2 visitor-days, but dimensions add up to 1 to 2'],
    [{ most_of_dimension: 3 }, '2 visitor-days, but dimensions add up to 2 to 3'],
  ])('names what differs: %o', (wrong, problem) => {
    expect(findMismatches([COUNTED], [{ ...SAID, ...wrong }])).toEqual([`shop 2026-03-10: ${problem}`]);
    expect(() => reconcile([COUNTED], [{ ...SAID, ...wrong }])).toThrow(SealMismatchError);
  });

  it('asks no page views of a site without a days row', () => {
    expect(findMismatches([COUNTED], [{ ...SAID, page_views: null }])).toEqual([]);
  });

  it('names rows of a site and day that is not being sealed', () => {
    expect(findMismatches([COUNTED, { ...COUNTED, site: 'logs' }], [SAID])).toEqual([
      'logs 2026-03-10: 9 items of a site and day that is not sealed now',
    ]);
  });
});
