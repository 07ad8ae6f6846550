/** Referrers of any length: only their beginning is read, and it says the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KNOWN_PLACES } from '#core/anonymize/known-places';
import { deriveOrigin } from '#core/anonymize/referrer';

const own = new Set(['www.example.com']);
const hosts = ['www.example.com', 'blog.example.org', 'intranet', '192.0.2.7', 'x.example:8080'];
const listed = [...KNOWN_PLACES.keys()].map((place) => place.replace(/^=/, '').replace('{}', 'de'));
const places = fc.constantFrom(...listed, ...hosts);

describe('a long referrer', () => {
  it('has the origin of its beginning, whatever follows the path that the list may name', () => {
    fc.assert(
      fc.property(
        places,
        fc.constantFrom('/', '\\', ''),
        fc.string({ unit: fc.constantFrom('a', '/', '?', '#', '@', '%2F', 'é', ':'), minLength: 600 }),
        (place, slash, rest) => {
          const short = `https://${place}${slash}`;
          // Behind a host without a slash the rest must not be read as more of the host.
          const long = slash === '' ? `${short}/?${rest}` : `${short}?${rest}`;
          expect(deriveOrigin(long, own)).toEqual(deriveOrigin(short, own));
        },
      ),
    );
  });

  it('is unknown where no browser would send it', () => {
    const long = `https://news.example.org/${'a'.repeat(4096)}`;
    expect(deriveOrigin(long.slice(0, 4096), own).referrer).toBe('example.org');
    expect(deriveOrigin(long, own)).toMatchObject({ referrer: '(unknown)', source: '(unknown)' });
  });
});
