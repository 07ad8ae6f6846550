import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { isSameZone, spelledZone } from '#core/time/spelled-zone';

const CANONICAL = Intl.supportedValuesOf('timeZone');
const LINKS = [
  'Europe/Kyiv',
  'US/Eastern',
  'NZ-CHAT',
  'Etc/GMT+5',
  'Asia/Kolkata',
  'America/Port-au-Prince',
  'GB',
];

/** A name with each letter in upper or lower case. */
const inAnyCase = (name: string): fc.Arbitrary<string> =>
  fc
    .array(fc.boolean(), { minLength: name.length, maxLength: name.length })
    .map((up) => [...name].map((one, at) => (up[at] ? one.toUpperCase() : one.toLowerCase())).join(''));

describe('the name of a time zone', () => {
  it('the name of a time zone is read into the spelling of the IANA database, however it was written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CANONICAL).chain((name) => fc.tuple(fc.constant(name), inAnyCase(name))),
        ([name, written]) => {
          expect(spelledZone(written)).toBe(name);
          expect(isSameZone(written, name)).toBe(true);
        },
      ),
    );
    const config = { timeZone: 'europe/berlin', sites: [{ id: 'shop', hosts: ['shop.example'] }] };
    expect(parseConfig(JSON.stringify(config)).timeZone).toBe('Europe/Berlin');
  });

  it.each(LINKS)('stays what it is where it is a link: %s', (name) => {
    expect(spelledZone(name)).toBe(name);
  });

  it.each(['europe/kyiv', 'us/eastern', 'EUROPE/KYIV', 'ETC/UTC', 'asia/Kolkata'])(
    'is refused where it is a link in another spelling, which EventBridge would refuse: %s',
    (name) => {
      expect(spelledZone(name)).toBeUndefined();
    },
  );

  it.each(['Mars', '', '+01:00', '-0500', 'Europe/Berlin ', 'Europe'])('is refused: %j', (name) => {
    expect(spelledZone(name)).toBeUndefined();
    expect(() => parseConfig(JSON.stringify({ timeZone: name, sites: [] }))).toThrow(/\$\.timeZone: /);
  });
});
