/** Hosts longer than DNS has them are no hosts, wherever an address is read. */
import { describe, expect, it } from 'vitest';
import { isHostLength } from '#core/anonymize/host-name';
import { selectProps } from '#core/anonymize/props';
import { KNOWN_PLACES } from '#core/anonymize/known-places';
import { deriveOrigin } from '#core/anonymize/referrer';
import { readWebAddress } from '#core/anonymize/web-address';
import { contextOf } from '../collect/posted.ts';

const name = (length: number) => `${'a.'.repeat(length)}`.slice(0, length - 4) + '.com';
const LABEL = 'b'.repeat(63);
const UNREADABLE = { referrer: '(unknown)', source: '(unknown)', medium: '(unknown)' };

describe('the length of a host', () => {
  it('is at most 253 characters, its labels at most 63', () => {
    expect(isHostLength(name(253))).toBe(true);
    expect(isHostLength(`${name(253)}.`)).toBe(true);
    expect(isHostLength(name(254))).toBe(false);
    expect(isHostLength(`${LABEL}.com`)).toBe(true);
    expect(isHostLength(`${LABEL}b.com`)).toBe(false);
  });

  it('makes a referrer unreadable where it is beyond, in whatever spelling', () => {
    for (const host of [
      `${'a.'.repeat(990)}com`,
      `${LABEL}b.com`,
      `www.${LABEL}b.google.com`,
      '\u0130\u3002'.repeat(500),
      '\ufdfa'.repeat(40),
      '%61.'.repeat(100) + 'com',
    ])
      for (const address of [
        `https://${host}/a`,
        `https://anna:secret@${host}:8080/`,
        `https:\\\t\n/${host}?q`,
      ])
        expect(deriveOrigin(address, new Set())).toEqual(UNREADABLE);
    expect(deriveOrigin(`https://${LABEL}.example.com/`, new Set()).referrer).toBe('example.com');
    expect(deriveOrigin(`https://${'a.'.repeat(100)}google.com/`, new Set()).source).toBe('Google');
  });

  it('makes the address of a page unreadable as well', () => {
    expect(readWebAddress(`https://${name(254)}/a`)).toBeUndefined();
    expect(readWebAddress(`https://${name(253)}/a`)?.hostname).toBe(name(253));
    expect(readWebAddress(`https://www.example.com/${'a'.repeat(2000)}`)?.hostname).toBe('www.example.com');
    expect(readWebAddress(`https://www.example.com?${'a.'.repeat(900)}`)?.hostname).toBe('www.example.com');
  });
});

it('the host of an outbound link that is longer is unknown, as an address and by itself', () => {
  const site = contextOf().config.site('shop');
  if (site === undefined) throw new Error('the shop is not configured');
  const kept = (host: string) => selectProps('outbound', { host }, site)['host'];
  for (const host of [name(254), `${LABEL}b.com`])
    for (const text of [host, `https://${host}/a`, `//${host}`, `${host}:443`])
      expect(kept(text)).toBe('(unknown)');
  expect(kept('shop.example.org')).toBe('example.org');
  expect(kept('https://shop.example.org/a')).toBe('example.org');
});

it('no host on the list of sources has more than six labels, no path segment more than 64 characters', () => {
  for (const place of KNOWN_PLACES.keys()) {
    const [host = '', ...segments] = place.split('/');
    expect(host.split('.').length).toBeLessThanOrEqual(6);
    for (const segment of segments) expect(segment.length).toBeLessThanOrEqual(64);
  }
});
