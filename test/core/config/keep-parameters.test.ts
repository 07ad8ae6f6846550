/** `keepParameters`: the query parameters that are part of a page, wherever a page is named. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isExcludedPage } from '#core/anonymize/excluded-page';
import { derivePage } from '#core/anonymize/page';
import { compileConfig } from '#core/config/compile';
import { compileDeployedConfig, deployedConfig } from '#core/config/deployed-config';
import { parseConfig } from '#core/config/parse-config';
import { listedPages } from '#core/config/listed-pages';
import { listedNames } from '#core/disclosure/listed-names';
import { publicCells } from '#core/disclosure/vocabularies';

const config = (more: object) =>
  parseConfig(JSON.stringify({ sites: [{ id: 's', hosts: ['www.example.com'], ...more }] }));
const siteWith = (more: object) => compileConfig(config(more)).site('s')!;
const blog = siteWith({
  keepParameters: ['p', 'lang', 'filter[color]'],
  published: ['/', '/?p=12345', '/shop?lang=de&p=1', '/a'],
  topics: [
    { name: 'Post 7', paths: ['/?p=7'] },
    { name: 'Posts', paths: ['/?p=*'] },
    { name: 'Shop', paths: ['/shop*'] },
  ],
  exclude: { paths: ['/?p=99', '/admin/*'] },
});
const path = (target: string) => derivePage(target, blog).path;

describe('a listed parameter', () => {
  it.each([
    ['/?p=5', '/?p=5'],
    ['/?p=5&utm_source=letter&gclid=1&q=secret', '/?p=5'],
    ['/?p=5&lang=en', '/?lang=en&p=5'],
    ['/?lang=en&amp;p=5', '/?lang=en&p=5'],
    ['/?lang=en;p=5', '/?lang=en&p=5'],
    ['/?%70=5', '/?p=5'],
    ['/?p=&p=5&p=6', '/?p=5'],
    ['/?P=5', '/'],
    ['/?p=', '/'],
    ['/?p', '/'],
    ['/?pp=5&xp=5', '/'],
    ['/list?filter%5Bcolor%5D=red', '/list?filter[color]=red'],
    ['/list?p=a%20b', '/list?p=a%20b'],
    ['/list?p=a+b', '/list?p=a%20b'],
    ['/list?p=black%26white', '/list?p=black%26white'],
    ['/x%3Fp=5', '/x?p=5'],
  ])('stands in the path by its name, in alphabetical order, once: %s is %s', (target, kept) => {
    expect(path(target)).toBe(kept);
  });

  it('is scrubbed, and cut after 64 characters', () => {
    expect(path('/?p=jo%40example.org')).toBe('/?p=:email');
    expect(path('/?p=98765')).toBe('/?p=:number');
    expect(path('/?p=5%26token%3Dhunter2')).toBe('/?p=5');
    expect(path('/?p=5;token=hunter2')).toBe('/?p=5');
    expect(path(`/?p=${'so-'.repeat(40)}`)).toHaveLength('/?p='.length + 64);
    expect(path('/?p=%3D')).toBe('/');
  });

  it('reads again as what it was written as, so that a page has one spelling', () => {
    const value = fc.string({ unit: 'grapheme', maxLength: 20 });
    fc.assert(
      fc.property(value, value, (one, other) => {
        const kept = path(`/a?p=${encodeURIComponent(one)}&lang=${encodeURIComponent(other)}`);
        expect(path(kept)).toBe(kept);
      }),
      { numRuns: 2_000 },
    );
  });

  it('makes a page of its own among those that are published, past the scrubber', () => {
    expect(path('/?utm_source=x&p=12345')).toBe('/?p=12345');
    expect(path('/shop?p=1&lang=de')).toBe('/shop?lang=de&p=1');
    expect(publicCells(['published'], listedNames(blog))).toEqual([
      ['/'],
      ['/?p=12345'],
      ['/a'],
      ['/shop?lang=de&p=1'],
    ]);
  });

  it('is what topics and exclusions may name; a path alone matches whatever its parameters are', () => {
    const topic = (target: string) => derivePage(target, blog).topic;
    expect(['/?p=7&q=1', '/?p=8', '/', '/shop?p=2', '/shop/x'].map(topic)).toEqual([
      'Post 7',
      'Posts',
      '(no topic)',
      'Shop',
      'Shop',
    ]);
    const left = ['/?p=99', '/?q=1&p=99', '/admin/x?p=1', '/?p=9', '/?q=99'];
    expect(left.map((target) => isExcludedPage(target, blog))).toEqual([true, true, true, false, false]);
  });

  it('counts in sitemaps', () => {
    const entries = ['/?p=1&x=2', '/?x=3', '/?p=1'].map((entry) => `https://www.example.com${entry}`);
    const hosts = ['www.example.com'];
    expect(listedPages(entries, { hosts, keepParameters: ['p'] }).paths).toEqual(['/?p=1', '/']);
    expect(listedPages(entries, { hosts, keepParameters: [] }).paths).toEqual(['/']);
  });

  it('goes to AWS with the configuration', () => {
    const there = compileDeployedConfig(
      deployedConfig(config({ keepParameters: ['p'], published: ['/?p=12345'] }), new Map(), new Map()),
    ).site('s')!;
    expect(derivePage('/?p=12345&x=1', there).path).toBe('/?p=12345');
  });
});

describe('a configuration', () => {
  const told = (more: object) => () => config(more);

  it('lists no parameter that says where a visitor came from', () => {
    for (const name of ['utm_source', 'UTM_Term', 'gclid', 'fbclid'])
      expect(told({ keepParameters: ['p', name] }), name).toThrow('$.sites[0].keepParameters[1]: ');
    for (const name of ['ref', 'source', 'via']) expect(told({ keepParameters: [name] }), name).not.toThrow();
  });

  it('lists names as they stand decoded in an address, at most ten', () => {
    for (const name of ['', 'a b', 'a=b', 'a&b', 'p*', 'a%20', 'x'.repeat(65)])
      expect(told({ keepParameters: [name] }), name).toThrow('$.sites[0].keepParameters[0]: ');
    expect(told({ keepParameters: Array.from({ length: 11 }, (_, at) => `p${at}`) })).toThrow('at most 10');
  });

  it('names no page by a parameter that is not listed: it would never be counted', () => {
    const listed = { keepParameters: ['p'] };
    expect(told({ ...listed, published: ['/', '/?p=1', '/?q=1'] })).toThrow('$.sites[0].published[2]: ');
    expect(told({ ...listed, topics: [{ name: 'A', paths: ['/?q=*'] }] })).toThrow(
      '$.sites[0].topics[0].paths[0]: ',
    );
    expect(told({ exclude: { paths: ['/?preview=true'] } })).toThrow('$.sites[0].exclude.paths[0]: ');
    expect(told({ ...listed, published: ['/?p=*', '/a?p=1'], exclude: { paths: ['/?p=2'] } })).not.toThrow();
  });
});
