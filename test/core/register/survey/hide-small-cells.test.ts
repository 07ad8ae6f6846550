/** Cells of few people stay hidden, also from whoever subtracts what is shown from the total. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCells, hideSmallCells } from '#core/register/survey/hide-small-cells';

const cells = (...people: readonly number[]) =>
  people.map((one, index) => ({ cell: String.fromCharCode(97 + index), people: one }));
const shown = (...people: readonly number[]) =>
  hideSmallCells(cells(...people), 10).cells.map(({ people: one }) => one);

describe('cells of few people', () => {
  it('are left out, and with a single one the smallest that would be shown', () => {
    expect(shown(40, 30, 12, 3)).toEqual([40, 30]);
  });

  it('take no other with them where they are ten people or more together', () => {
    expect(shown(40, 30, 6, 5)).toEqual([40, 30]);
  });

  it('take others with them until they are ten people together', () => {
    expect(shown(40, 30, 3, 2)).toEqual([40]);
  });

  it('leave nothing to show where nobody else is there', () => {
    expect(hideSmallCells(cells(9), 10)).toEqual({ cells: [], withheld: true });
  });

  it('are no reason to hide anything where there are none', () => {
    expect(hideSmallCells(cells(12, 0, 11), 10)).toEqual({
      cells: [
        { cell: 'a', people: 12 },
        { cell: 'c', people: 11 },
      ],
      withheld: false,
    });
  });

  it('cannot be found by subtracting what is shown from the total, whatever the counts', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 20 }), fc.integer({ min: 2, max: 15 }), (counts, k) => {
        const all = cells(...counts);
        const { cells: left, withheld } = hideSmallCells(all, k);
        const present = all.filter(({ people }) => people > 0);
        const hidden = present.filter(({ cell }) => !left.some((one) => one.cell === cell));
        expect(left.every(({ people }) => people >= k)).toBe(true);
        expect(withheld).toBe(hidden.length > 0);
        if (hidden.length === 0 || left.length === 0) return;
        expect(hidden.length).toBeGreaterThan(1);
        expect(hidden.reduce((sum, { people }) => sum + people, 0)).toBeGreaterThanOrEqual(k);
      }),
    );
  });

  it('count a person once, however often the cell is named', () => {
    expect(countCells([['a', 'a'], ['b']], (one) => one)).toEqual([
      { cell: 'a', people: 1 },
      { cell: 'b', people: 1 },
    ]);
  });
});
