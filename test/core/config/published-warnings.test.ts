import { expect, it } from 'vitest';
import { parseConfig, DEMO_CONFIG } from '#core/config/parse-config';
import { patternWarnings } from '#core/config/published-warnings';

const warnings = (...published: readonly string[]) =>
  patternWarnings(parseConfig(JSON.stringify({ sites: [{ id: 's', hosts: ['s.example'], published }] })));

it('a pattern that matches every page is warned of with its place, in each of its spellings', () => {
  for (const all of ['/*', '//*', '/./*', '/a/../*'])
    expect(warnings('/about', all), all).toEqual([
      expect.stringMatching(/^warning: \$\.sites\[0\]\.published\[1\] matches every page: /),
    ]);
});

it('a pattern with a * before its end, which matches next to nothing, is warned of', () => {
  for (const none of ['/**', '/*/x*', '/blog/**'])
    expect(warnings(none), none).toEqual([expect.stringContaining('write one * at the end')]);
});

it('patterns of parts of a site, exact paths and sitemaps are not warned of', () => {
  expect(warnings('/', '/blog/*', '/de*', '/*x')).toEqual([]);
  expect(patternWarnings(DEMO_CONFIG)).toEqual([]);
});
