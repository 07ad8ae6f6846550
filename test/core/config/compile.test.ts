/** The compiled configuration: matchers, sitemaps, networks. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { pathMatcher } from '#core/config/path-matcher';
import { loadCompiledConfig, loadKeys } from '#runtime/node/load-config';

const config = (site: object, rest: object = {}) =>
  parseConfig(JSON.stringify({ ...rest, sites: [{ id: 's', hosts: ['www.example.com'], ...site }] }));

describe('path patterns', () => {
  it('match exactly, or the rest after a trailing star', () => {
    const matches = pathMatcher(['/', '/a/*', '/b*', '/c']);
    expect(['/', '/a', '/a/', '/a/x/y', '/b', '/bc', '/c'].every(matches)).toBe(true);
    expect(['/x', '/ab', '/c/', '/C', '//'].some(matches)).toBe(false);
  });

  it('are read in the normal form of the pages that they are compared with', () => {
    for (const [pattern, page] of [
      ['/%C3%BCber/*', '/über/x'],
      ['/%c3%bcber/*', '/über'],
      ['/u\u0308ber/*', '/über/x'],
      ['/a b', '/a b'],
      ['/a%20b', '/a b'],
      ['/a%20*', '/a b'],
      ['/a%20*', '/a%20'],
      ['/a/', '/a'],
      ['/a/index.html', '/a'],
      ['/a/index.*', '/a'],
      ['/a/index*', '/a'],
      ['/a//b/*', '/a/b/c'],
      ['/a/./b*', '/a/bc'],
      ['/a%2fb/*', '/a%2Fb/c'],
      ['/50%*', '/50%25-off'],
      ['/50%25*', '/50%25-off'],
      ['/a/.*', '/a/.git'],
    ] as const)
      expect(pathMatcher([pattern])(page), pattern).toBe(true);
    const lower = { trailingSlash: 'ignore', case: 'lower', index: 'folder' } as const;
    expect(pathMatcher(['/Shop/*', '/\u00c9t%C3%89'], new Set(), lower)('/shop/a')).toBe(true);
    expect(pathMatcher(['/\u00c9t%C3%89'], new Set(), lower)('/été')).toBe(true);
    const keep = { trailingSlash: 'keep', case: 'keep', index: 'keep' } as const;
    expect(['/a', '/a/', '/a/x'].map(pathMatcher(['/a/*'], new Set(), keep))).toEqual([true, true, true]);
    expect(['/a', '/a/'].map(pathMatcher(['/a/'], new Set(), keep))).toEqual([false, true]);
  });
});

describe('a compiled configuration', () => {
  it('names the topic of the first rule that matches', () => {
    const site = compileConfig(
      config({
        topics: [
          { name: 'A', paths: ['/p/a/*'] },
          { name: 'P', paths: ['/p/*', '/q'] },
        ],
      }),
    ).site('s')!;
    expect(['/p/a/1', '/p/b', '/q', '/z'].map(site.topic)).toEqual(['A', 'P', 'P', '(no topic)']);
  });

  it('publishes exact paths and sitemap entries, never what a pattern matches', () => {
    const compiled = compileConfig(
      config({ published: ['/', '/p/*'] }),
      new Map([['s', ['/from-the-sitemap']]]),
    );
    expect([...compiled.site('s')!.publishedPaths]).toEqual(['/', '/from-the-sitemap']);
  });

  it('reads the country header behind trusted proxies only', () => {
    expect(compileConfig(config({}, { countryHeader: 'cf-ipcountry' })).countryHeader).toBeUndefined();
    expect(
      compileConfig(config({}, { countryHeader: 'cf-ipcountry', trustedProxies: 1 })).countryHeader,
    ).toBe('cf-ipcountry');
  });

  it('has no two sites whose files would be one where the file system ignores case', () => {
    const sites =
      (...ids: string[]) =>
      () =>
        parseConfig(JSON.stringify({ sites: ids.map((id) => ({ id, hosts: ['www.example.com'] })) }));
    expect(sites('Shop', 'shop')).toThrow('$.sites[1].id: duplicate site id');
    expect(sites('shop', 'shop')).toThrow('duplicate site id');
    expect(sites('shop', 'shop2')).not.toThrow();
  });

  it('knows no site that is not configured, also not by the names of objects', () => {
    const compiled = compileConfig(config({}));
    for (const id of ['S', '', '__proto__', 'constructor', 'toString'])
      expect(compiled.site(id)).toBeUndefined();
  });
});

describe('the files of a configuration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'headcount-config-'));
  writeFileSync(
    join(folder, 'sitemap.xml'),
    '<urlset><url><loc>https://www.example.com/a</loc></url></urlset>',
  );
  writeFileSync(join(folder, 'key'), 'a-key-of-sixteen-and-more\n');
  writeFileSync(join(folder, 'short'), 'short');

  it('the files of a configuration are read from its folder, and a mistake is reported by its JSON path', () => {
    expect([
      ...loadCompiledConfig(config({ published: 'sitemap.xml' }), folder).site('s')!.publishedPaths,
    ]).toEqual(['/a']);
    expect(() => loadCompiledConfig(config({ published: 'none.xml' }), folder)).toThrow(
      '$.sites[0].published: the file cannot be read',
    );
    expect(() => loadCompiledConfig(config({ published: 'key' }), folder)).toThrow('is no sitemap');
    expect(() => loadKeys(config({ keyFile: 'none' }), folder)).toThrow(
      '$.sites[0].keyFile: the file cannot be read',
    );
    expect(() => loadKeys(config({ keyFile: 'short' }), folder)).toThrow('at least 16 characters');
  });

  it('hold keys that match as a whole and for their site alone', () => {
    const matches = loadKeys(config({ keyFile: 'key' }), folder);
    expect([
      matches('s', 'a-key-of-sixteen-and-more'),
      matches('s', 'a-key-of-sixteen-and-mor'),
      matches('s', ''),
      matches('t', 'a-key-of-sixteen-and-more'),
    ]).toEqual([true, false, false, false]);
    rmSync(folder, { recursive: true });
  });
});
