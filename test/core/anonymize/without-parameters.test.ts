/** Parameters in a path are removed, whatever delimits them and however that is encoded. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCampaignParameters } from '#core/anonymize/campaign-parameters';
import { pagePath } from '#core/anonymize/path';
import { scrubPath } from '#core/anonymize/scrub-path';
import { scrubPlace } from '#core/anonymize/scrub-place';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';

const site = compileConfig(
  parseConfig('{"sites":[{"id":"s","hosts":["www.example.com"],"published":["/wiki/Who%3F/talk"]}]}'),
).site('s')!;
const kept = (target: string) => scrubPath(pagePath(target), site);

describe('a path with encoded parameters', () => {
  it.each([
    ['/x%3Fsid=hunter2', '/x'],
    ['/x%3fsid=hunter2', '/x'],
    ['/x%253Fsid=hunter2', '/x'],
    ['/x%25253Fsid=hunter2', '/x'],
    ['/x%3Fsid=hunter2/and/more', '/x'],
    ['/x%23hunter2', '/x'],
    ['/x%2523hunter2/y', '/x'],
    ['/x;jsessionid=hunter2', '/x'],
    ['/x%3Bjsessionid=hunter2', '/x'],
    ['/x%253Bjsessionid=hunter2/y', '/x/y'],
    ['/x;a=1/y%3Bb=hunter2/z', '/x/y/z'],
    ['/x%2Fy%3Bb=hunter2%2Fz', '/x%2Fy%2Fz'],
    ['/x&sid=hunter2', '/x'],
    ['/x%26sid=hunter2', '/x'],
    ['/sid=hunter2&a=b', '/'],
    ['/x%3F%2Fhunter2', '/x'],
    ['/x%3Fsid=hunter2?utm_source=letter', '/x'],
    ['/x%3Futm_source=letter&sid=hunter2', '/x'],
    ['/x&utm_source=letter', '/x'],
    ['/account%2Freset%2Fhunter2', '/account%2Freset%2F:token'],
    ['/account%252Freset%252Fhunter2', '/account%2Freset%2F:token'],
    ['/%3Fsid=hunter2', '/'],
  ])('%s is kept as %s', (target, path) => {
    expect(kept(target)).toBe(path);
  });

  it.each([
    '/wiki/Who_Framed_Roger_Rabbit%3F',
    '/tags/c%23',
    '/blog/r&d',
    '/a%2Fb/c',
    '/100%25',
    '/blog/\u4f55\uff1f\u306a\u305c',
    '/wiki/Who%3F/talk',
    '/caf\u00e9/men\u00fc',
    '/a=b',
    '/x,y',
  ])('%s has none and stays', (target) => {
    expect(kept(target)).toBe(target);
  });

  it('leaves nothing of a value, in any coating, beside any other parameter', () => {
    const word = fc.stringMatching(/^[a-z]{6,10}$/);
    const coat = fc.constantFrom(
      (text: string) => text,
      encodeURIComponent,
      (text: string) => encodeURIComponent(encodeURIComponent(text)),
      (text: string) => encodeURIComponent(encodeURIComponent(encodeURIComponent(text))),
    );
    fc.assert(
      fc.property(
        word,
        fc.constantFrom('?', '#', ';', '&'),
        coat,
        coat,
        fc.constantFrom('sid', 'token', 'utm_term', 'q', 'utm_source_'),
        fc.constantFrom('', 'a=b&', 'utm_campaign=may&'),
        fc.constantFrom('', '/more', '&x=y', ';v=1', '?q=2'),
        (secret, mark, coatMark, coatRest, name, before, after) => {
          const target = `/page${coatMark(mark)}${coatRest(`${before}${name}=${secret}`)}${after}`;
          expect(kept(target), target).not.toContain(secret);
          expect(scrubPlace(`https://www.example.com${target}`), target).not.toContain(secret);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('names its campaign all the same', () => {
    expect(readCampaignParameters(pagePath('/x%3Futm_source=letter%26utm_campaign=may').query)).toMatchObject(
      {
        source: 'letter',
        campaign: 'may',
      },
    );
  });
});

describe('a property that names a place', () => {
  it.each([
    ['https://www.example.com/x%3Fsid=hunter2', 'www.example.com/x'],
    ['/x%253Bjsessionid=hunter2/y', '/x/y'],
    ['docs/x%3Fsid=hunter2', 'docs/x'],
    ['docs/x?sid=hunter2', 'docs/x'],
  ])('%s is kept as %s', (text, place) => {
    expect(scrubPlace(text)).toBe(place);
  });

  it('a property that names no place keeps its question mark', () => {
    expect(scrubPlace('open 24/7? yes')).toBe('open 24/7? yes');
  });
});
