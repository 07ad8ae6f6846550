/** The answer with the tracker: coding, cache and version. */
import { describe, expect, it } from 'vitest';
import { chooseCoding } from '#core/collect/content-coding';
import { answerTracker, type TrackerVersion } from '#core/collect/tracker-answer';

const version = (name: string): TrackerVersion => ({
  version: name,
  bodies: { identity: `${name} plain`, gzip: `${name} gzip`, br: `${name} br` },
});
const VERSIONS = {
  current: version('bbbbbbbbbbbb'),
  former: (name: string) => (name === 'aaaaaaaaaaaa' ? version(name) : undefined),
};
const answer = (name?: string, accepts?: string) => answerTracker(name, accepts, VERSIONS);

describe('the coding of an answer', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['x-gzip', 'gzip'],
    ['GZIP;Q=1.0', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0.8 , gzip ; q=0.8', 'br'],
    ['br;q=0, gzip;q=0', 'identity'],
    ['br;q=0.000, *', 'gzip'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['identity', 'identity'],
    ['identity, gzip;q=0.5', 'identity'],
    ['identity;q=0, gzip;q=0.1', 'gzip'],
    ['deflate, zstd, compress', 'identity'],
    ['br;q=2, gzip;q=x', 'identity'],
    ['brotli, gzipped', 'identity'],
    [`gzip${' '.repeat(100_000)}`, 'gzip'],
  ])('of %j is %s', (header, coding) => {
    expect(chooseCoding(header)).toBe(coding);
  });
});

describe('the answer with the tracker', () => {
  it('has no entity tag and no date, and is kept an hour under the plain name', () => {
    const { status, headers, body } = answer(undefined, 'br');
    expect([status, body]).toEqual([200, 'bbbbbbbbbbbb br']);
    expect(headers).toEqual({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=3600',
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
      vary: 'Accept-Encoding',
    });
    expect(answer().headers).not.toHaveProperty('content-encoding');
    expect(answer().headers['vary']).toBe('Accept-Encoding');
  });

  it('is kept for good under its version, also that of an earlier release, which stays what it was', () => {
    expect([answer('bbbbbbbbbbbb').body, answer('aaaaaaaaaaaa').body]).toEqual([
      'bbbbbbbbbbbb plain',
      'aaaaaaaaaaaa plain',
    ]);
    for (const name of ['aaaaaaaaaaaa', 'bbbbbbbbbbbb'])
      expect(answer(name).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('is the current script under the name of an unknown version, and is not kept', () => {
    const { body, headers } = answer('cccccccccccc', 'gzip');
    expect([body, headers['cache-control']]).toEqual(['bbbbbbbbbbbb gzip', 'no-store']);
  });
});
