import { describe, expect, it } from 'vitest';
import { COUNTRY_CODES } from '#core/anonymize/country';
import { LANGUAGE_SUBTAGS } from '#core/anonymize/language-subtags';

describe('lists that are written out', () => {
  it('hold only what Intl names: countries', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
    expect(COUNTRY_CODES.size).toBe(273);
    expect(
      [...COUNTRY_CODES].filter((code) => !/^[A-Z]{2}$/.test(code) || names.of(code) === undefined),
    ).toEqual([]);
  });

  it('hold only what Intl names: languages', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
    expect(LANGUAGE_SUBTAGS.size).toBe(190 + 738);
    expect(
      [...LANGUAGE_SUBTAGS].filter((tag) => !/^[a-z]{2,3}$/.test(tag) || names.of(tag) === undefined),
    ).toEqual([]);
  });
});
