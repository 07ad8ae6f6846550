/** The files of `published`: gzip, indexes with their parts beside them, and what is refused with its JSON path. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { sitemapWarnings } from '#core/config/published-warnings';
import { loadCompiledConfig, loadDeployedConfig } from '#runtime/node/load-config';
import { readPublishedFiles } from '#runtime/node/published-files';

const root = mkdtempSync(join(tmpdir(), 'headcount-sitemaps-'));
afterAll(() => rmSync(root, { recursive: true }));
let folder = root;
beforeEach(() => {
  folder = mkdtempSync(join(root, 'site-'));
});

const urlset = (...urls: readonly string[]) =>
  `<urlset xmlns="x">${urls.map((url) => `<url><loc>${url}</loc></url>`).join('')}</urlset>`;
const index = (...urls: readonly string[]) =>
  `<sitemapindex xmlns="x">${urls.map((url) => `<sitemap><loc>${url}</loc></sitemap>`).join('')}</sitemapindex>`;
const at = (path: string) => `https://www.example.com${path}`;

function save(name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

function config(published: string) {
  return parseConfig(JSON.stringify({ sites: [{ id: 's', hosts: ['www.example.com'], published }] }));
}

const read = (name = 'sitemap.xml') => readPublishedFiles(config(name), folder).get('s')?.paths;
const problem = (name = 'sitemap.xml'): string => {
  try {
    readPublishedFiles(config(name), folder);
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
};

describe('a published file is read', () => {
  it.each(['sitemap.xml', 'sitemap.xml.gz', 'pages'])(
    'as gzip by its first bytes, whatever its name: %s',
    (name) => {
      save(name, gzipSync(urlset(at('/a'))));
      expect(read(name)).toEqual(['/a']);
    },
  );

  it('as an index, with its parts beside it by their last segment, packed or unpacked', () => {
    save('sitemap.xml', index(at('/deep/posts.xml'), at('/pages.xml.gz'), at('/s%20p.xml?x=1'), 'more.txt'));
    save('posts.xml', urlset(at('/a')));
    save('pages.xml', urlset(at('/b')));
    save('s p.xml', gzipSync(urlset(at('/c'))));
    save('more.txt', `${at('/d')}\n`);
    expect(read()).toEqual(['/a', '/b', '/c', '/d']);
  });

  it('as an index whose parts lie in folders as on the site, also where they have one name', () => {
    save('sitemap.xml', index(at('/en/sitemap.xml'), at('/de/sitemap.xml')));
    save('en/sitemap.xml', urlset(at('/en/a')));
    save('de/sitemap.xml', urlset(at('/de/a')));
    expect(read()).toEqual(['/en/a', '/de/a']);
  });

  it('with a sentence about what it leaves out', () => {
    save('sitemap.xml', urlset(at('/a'), 'https://cdn.example/x', 'https://cdn.example/y', 'x'));
    expect(sitemapWarnings(config('sitemap.xml'), readPublishedFiles(config('sitemap.xml'), folder))).toEqual(
      [
        'warning: $.sites[0].published: the sitemap lists 1 pages of the site; ' +
          'left out: 2 on other hosts, 1 that are neither a URL nor a path',
      ],
    );
    save('sitemap.xml', urlset(at('/a')));
    expect(sitemapWarnings(config('sitemap.xml'), readPublishedFiles(config('sitemap.xml'), folder))).toEqual(
      [],
    );
  });
});

describe('a published file is refused with its JSON path', () => {
  it.each<[string, Readonly<Record<string, string | Uint8Array>>, string]>([
    ['a missing file', {}, 'the file cannot be read; its path is relative'],
    [
      'an index without its parts',
      { 'sitemap.xml': index(at('/a.xml'), at('/b.xml')), 'b.xml': urlset(at('/b')) },
      'an index of sitemaps, and 1 of 2 is not beside it (a.xml): save them there',
    ],
    [
      'an index of indexes',
      { 'sitemap.xml': index(at('/a.xml')), 'a.xml': index(at('/b.xml')) },
      'entry 1 of the sitemap index is an index itself',
    ],
    [
      'an index with a wrong part',
      { 'sitemap.xml': index(at('/a.xml')), 'a.xml': '<rss/>' },
      'entry 1 of the sitemap index is an RSS feed',
    ],
    [
      'an index with one file for two parts',
      { 'sitemap.xml': index(at('/en/a.xml'), at('/de/a.xml')), 'a.xml': urlset(at('/a')) },
      'entries 1 and 2 of the sitemap index would be the same file',
    ],
    ['an index without entries', { 'sitemap.xml': index() }, 'contains no page'],
    ['an index of itself', { 'sitemap.xml': index(at('/sitemap.xml')) }, 'not beside it (sitemap.xml)'],
    ['an empty list', { 'sitemap.xml': urlset() }, 'contains no page: save it again'],
    [
      'pages of other hosts alone',
      { 'sitemap.xml': urlset('https://example.com/a', 'https://example.com/b') },
      "no page of the site's hosts (www.example.com) among 2 entries",
    ],
    ['gzip that is cut off', { 'sitemap.xml': gzipSync(urlset(at('/a'))).subarray(0, 30) }, 'damaged gzip'],
    [
      'gzip that grows too large',
      { 'sitemap.xml': gzipSync(Buffer.alloc(53_000_000, 32)) },
      'larger than 50 MB',
    ],
  ])('%s', (_what, files, words) => {
    for (const [name, content] of Object.entries(files)) save(name, content);
    expect(problem()).toContain('$.sites[0].published: ');
    expect(problem()).toContain(words);
  });

  it('where it is an address, because nothing is fetched, or a path of a page', () => {
    expect(problem('https://www.example.com/sitemap.xml')).toContain('nothing is fetched');
    expect(problem('/about')).toContain('paths of pages stand in a list: ["/about"]');
  });

  it('where a part would lie outside its folder', () => {
    save('a.xml', urlset(at('/a')));
    save('in/sitemap.xml', index(at('/%2e%2e%2fa.xml'), at('/..%5ca.xml')));
    expect(problem('in/sitemap.xml')).toMatch(/2 of \d+ are not beside it/);
  });

  it('in the same words for this machine and for AWS', () => {
    save('sitemap.xml', index(at('/a.xml')));
    for (const load of [loadCompiledConfig, loadDeployedConfig])
      expect(() => load(config('sitemap.xml'), folder)).toThrow(problem());
  });
});
