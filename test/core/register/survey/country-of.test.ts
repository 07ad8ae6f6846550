/** The declared country becomes a code of a list; nothing that was typed comes out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNTRY_CELLS, countryReader } from '#core/register/survey/country-of';

const countryOf = countryReader(['en', 'de']);

describe('the declared country', () => {
  it.each([
    ['AT', 'AT'],
    ['at', 'AT'],
    [' Austria ', 'AT'],
    ['Österreich', 'AT'],
    ['O\u0308sterreich', 'AT'],
    ['GERMANY', 'DE'],
    ['Deutschland', 'DE'],
    ['Autriche', '(other)'],
    ['Atlantis', '(other)'],
    ['', '(not declared)'],
    [undefined, '(not declared)'],
  ])('that was typed as %j counts as %s', (typed, code) => {
    expect(countryOf(typed)).toBe(code);
  });

  it('is never anything but a cell that was known before', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(COUNTRY_CELLS).toContain(countryOf(typed));
      }),
    );
  });
});
