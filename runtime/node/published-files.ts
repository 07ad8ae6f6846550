/**
 * Reads the sitemaps that a configuration names, uncompressed or gzip, and the parts of an index beside it. It may not
 * fetch anything, nor read a file outside the folder of the index.
 */
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { listedPages, type ListedPages } from '#core/config/listed-pages';
import { ConfigError } from '#core/config/parse-config';
import type { Config, SiteConfig } from '#core/config/schema';
import { MAX_SITEMAP_BYTES, readSitemap, type Sitemap } from '#core/config/sitemap';

/**
 * Returns the pages of each site whose `published` names a sitemap, by site id. Throws a ConfigError with the JSON path
 * and what to do where a file cannot be read or lists no page of the site.
 */
export function readPublishedFiles(config: Config, folder: string): ReadonlyMap<string, ListedPages> {
  const published = new Map<string, ListedPages>();
  for (const [index, site] of config.sites.entries())
    if (typeof site.published === 'string')
      published.set(site.id, readPages(site, site.published, folder, `$.sites[${index}].published`));
  return published;
}

function readPages(site: SiteConfig, name: string, folder: string, jsonPath: string): ListedPages {
  const refuse = (problem: string): never => {
    throw new ConfigError(`${jsonPath}: ${problem}`);
  };
  if (/^https?:\/\//i.test(name))
    refuse('nothing is fetched: save the sitemap beside the configuration file and name that file');
  const file = resolve(folder, name);
  const sitemap = readFile(file);
  if (sitemap === undefined)
    return refuse(
      `the file cannot be read; its path is relative to the configuration file${name.startsWith('/') ? ' (paths of pages stand in a list: ["/about"])' : ''}`,
    );
  if (sitemap.kind === 'refused') return refuse(`the file ${sitemap.problem}`);
  const entries = sitemap.kind === 'pages' ? sitemap.entries : readIndex(file, sitemap.entries, refuse);
  const pages = listedPages(entries, site);
  if (pages.paths.length + pages.masked > 0) return pages;
  return refuse(
    entries.length === 0
      ? 'the sitemap contains no page: save it again, or leave published out'
      : `the sitemap contains no page of the site's hosts (${site.hosts.join(', ')}) among ${entries.length} entries: add its host to $.sites[].hosts, or name the sitemap of this site`,
  );
}

/** Reads the sitemaps that an index names, from files beside it. */
function readIndex(
  index: string,
  urls: readonly string[],
  refuse: (problem: string) => never,
): readonly string[] {
  const read = new Map<string, number>();
  const missing: number[] = [];
  const entries = urls.flatMap((url, at) => {
    const part = candidates(url)
      .map((name) => join(dirname(index), name))
      .find((name) => name !== index && isFile(name));
    if (part === undefined) {
      missing.push(at);
      return [];
    }
    const other = read.get(part);
    if (other !== undefined)
      refuse(
        `entries ${other + 1} and ${at + 1} of the sitemap index would be the same file beside it: keep its sitemaps in folders as on the site`,
      );
    read.set(part, at);
    const sitemap = readFile(part) ?? { kind: 'refused', problem: 'cannot be read' };
    if (sitemap.kind === 'index')
      return refuse(`entry ${at + 1} of the sitemap index is an index itself: name sitemaps there`);
    return sitemap.kind === 'refused'
      ? refuse(`entry ${at + 1} of the sitemap index ${sitemap.problem}`)
      : sitemap.entries;
  });
  const first = missing[0];
  if (first !== undefined)
    refuse(
      `the file is an index of sitemaps, and ${missing.length} of ${urls.length} ${missing.length === 1 ? 'is' : 'are'} not beside it (${fileName(urls[first] ?? '', first)}): save them there, or name one sitemap`,
    );
  return entries;
}

/** Names that a sitemap of an index may have beside it: with its folders on the site, or without; unpacked, or not. */
function candidates(url: string): readonly string[] {
  const segments = segmentsOf(url);
  const names = segments.length === 0 ? [] : [segments.join('/'), segments.at(-1) ?? ''];
  return names.flatMap((name) => [name, name.replace(/\.gz$/i, '')]);
}

/** Segments of the path of a URL or relative path; empty where one could lead out of the folder. */
function segmentsOf(url: string): readonly string[] {
  try {
    const segments = decodeURIComponent(new URL(url, 'http://localhost/').pathname)
      .split('/')
      .filter((segment) => segment !== '');
    return segments.some((segment) => segment === '..' || /[\\\0]/.test(segment)) ? [] : segments;
  } catch {
    return [];
  }
}

const fileName = (url: string, at: number): string => segmentsOf(url).at(-1) ?? `entry ${at + 1}`;

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

/** Returns what a file holds; undefined where it cannot be read. */
function readFile(file: string): Sitemap | undefined {
  const tooLong: Sitemap = {
    kind: 'refused',
    problem: 'is larger than 50 MB uncompressed: split it, and name an index of its parts',
  };
  try {
    if (statSync(file).size > MAX_SITEMAP_BYTES) return tooLong;
    const bytes = readFileSync(file);
    return readSitemap(
      bytes[0] === 0x1f && bytes[1] === 0x8b
        ? gunzipSync(bytes, { maxOutputLength: MAX_SITEMAP_BYTES })
        : bytes,
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') return tooLong;
    if (code?.startsWith('Z_') === true)
      return { kind: 'refused', problem: 'is damaged gzip, or cut off: save the sitemap again' };
    return undefined;
  }
}
