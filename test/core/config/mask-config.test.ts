/** `mask` and `unlisted` in headcount.json: which patterns are refused, and what a sitemap may list. */
import { describe, expect, it } from 'vitest';
import { compileConfig } from '#core/config/compile';
import { compileDeployedConfig, deployedConfig } from '#core/config/deployed-config';
import { listedPages } from '#core/config/listed-pages';
import { ConfigError, parseConfig } from '#core/config/parse-config';
import { patternWarnings, sitemapWarnings } from '#core/config/published-warnings';

const config = (more: object) =>
  parseConfig(JSON.stringify({ sites: [{ id: 's', hosts: ['www.example.com'], ...more }] }));
const problem = (...mask: readonly string[]): string => {
  try {
    config({ mask });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  return 'nothing';
};

describe('a mask', () => {
  it.each([
    ['people/:name', 'begins with "/"'],
    ['https://www.example.com/people/:name', 'begins with "/"'],
    ['', 'begins with "/"'],
    ['/people', 'has no name'],
    ['/people/*', 'has no name'],
    ['/people/:', 'a : without a name'],
    ['/people/:/cv', 'a : without a name'],
    ['/people/:1', 'a : without a name'],
    ['/people/a:', 'a : without a name'],
    ['/people/::name', 'a : without a name'],
    ['/people/:name:surname', 'two names in one segment'],
    ['/*/people/:name', 'a * before its end'],
    ['/people/:name*', 'a * before its end'],
    ['/people/*/*', 'a * before its end'],
    ['/people/:name/**', 'a * before its end'],
    ['/people/:name?p=1', 'a query'],
    ['/people/:name#cv', 'a query'],
    ['/:name', 'matches every page'],
    ['/:a/:b/', 'matches every page'],
    ['/:name/*', 'matches every page'],
    ['/x/../:name', 'matches every page'],
  ])('that means nothing is an error with its place: %s', (pattern, says) => {
    const message = problem('/staff/:name', pattern);
    expect(message).toContain('$.sites[0].mask[1]');
    expect(message).toContain(says);
    if (pattern.length > 12) expect(message).not.toContain(pattern);
  });

  it.each([
    ['/people/:name', '/people/:id'],
    ['/people/:name', '/people/:name/'],
    ['/people/:name', '//people/./:name'],
    ['/People/:name', '/people/:who'],
    ['/p%65ople/:name', '/people/:name'],
    ['/people/:name/*', '/people/:id/*'],
  ])('that matches the same pages as another is an error: %s and %s', (one, other) => {
    expect(problem(one, other)).toBe(
      '$.sites[0].mask[1]: matches the same pages as mask[0]: remove one of the two',
    );
  });

  it('may be any other path', () => {
    expect(problem('/people/:name', '/people/:name/*', '/:lang/people/:name', '/~:user', '/u/:email')).toBe(
      'nothing',
    );
    expect(problem(...Array.from({ length: 51 }, (_, at) => `/${at}/:n`))).toContain('at most 50 entries');
  });

  it('keeps the pages of people in a sitemap from being published, and says how many', () => {
    const { sites } = config({ published: 'sitemap.xml', mask: ['/people/:name'] });
    const entries = [
      '/a',
      '/people/anna',
      '/people/anna/',
      'https://www.example.com/people/jo/cv',
      '/people',
    ];
    const pages = listedPages(entries, sites[0]!);
    expect(pages).toMatchObject({ paths: ['/a', '/people'], masked: 2 });
    const source = config({ published: 'sitemap.xml', mask: ['/people/:name'] });
    expect(sitemapWarnings(source, new Map([['s', pages]]))).toEqual([
      'warning: $.sites[0].published: the sitemap lists 2 pages of the site; ' +
        'left out: 2 that a mask stands for',
    ]);
  });

  it('is deployed as it is configured', () => {
    const source = config({ published: ['/', '/people/board'], mask: ['/people/:name'], unlisted: 'fold' });
    const local = compileConfig(source).site('s')!;
    const text = JSON.stringify(deployedConfig(source, new Map(), new Map()));
    const deployed = compileDeployedConfig(JSON.parse(text)).site('s')!;
    expect(deployed.publishedPaths).toEqual(local.publishedPaths);
    expect(deployed.masks).toEqual(local.masks);
    expect(deployed.foldsUnlisted).toBe(true);
  });
});

describe('"unlisted"', () => {
  it('may be keep, as without it, or fold', () => {
    expect(config({}).sites[0]!.unlisted).toBe('keep');
    expect(() => config({ unlisted: 'drop' })).toThrow(/\$\.sites\[0\]\.unlisted: .*"keep", "fold"/);
  });

  it('is warned of where it leaves no page', () => {
    expect(patternWarnings(config({ unlisted: 'fold' }))).toEqual([
      'warning: $.sites[0].unlisted is "fold", and the site lists no page: every page is counted as (other); ' +
        'list pages under published',
    ]);
    expect(patternWarnings(config({ unlisted: 'fold', published: ['/'] }))).toEqual([]);
    expect(patternWarnings(config({ unlisted: 'fold', mask: ['/p/:n'] }))).toEqual([]);
    expect(patternWarnings(config({ unlisted: 'fold', published: 'sitemap.xml' }))).toEqual([]);
  });

  it('is warned of where a pattern of published lists every page', () => {
    expect(patternWarnings(config({ unlisted: 'fold', published: ['/*'] })).join()).toContain(
      'unlisted "fold" has no effect',
    );
  });
});
