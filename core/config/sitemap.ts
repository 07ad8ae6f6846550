/**
 * Reads a sitemap (sitemaps.org 0.9): XML, an index of sitemaps, or one URL or path per line. It may not fetch
 * anything, nor take a file of another kind for an empty sitemap.
 */
import { decodeSitemap } from './sitemap-text.ts';
import { xmlTokens } from './xml-tokens.ts';

/** What sitemaps.org allows in one file. */
export const MAX_SITEMAP_ENTRIES = 50_000;
/** Bytes of one file, uncompressed. */
export const MAX_SITEMAP_BYTES = 52_428_800;

export type Sitemap =
  /** Entries as they are written. */
  | { readonly kind: 'pages'; readonly entries: readonly string[] }
  /** URLs of the sitemaps that an index names. */
  | { readonly kind: 'index'; readonly entries: readonly string[] }
  /** What the file is instead and what to do: the rest of a sentence that begins with the file. */
  | { readonly kind: 'refused'; readonly problem: string };

/** Returns what the bytes of an uncompressed sitemap hold. */
export function readSitemap(bytes: Uint8Array): Sitemap {
  const text = decodeSitemap(bytes)?.trim();
  if (text === undefined || text.includes('\0'))
    return refused('is not text in the encoding that it states (UTF-8 without one): save it as UTF-8');
  if (text === '') return refused('is empty: save the sitemap again, or leave published out');
  const read = text.startsWith('<') ? readXml(text) : readLines(text);
  return read.kind !== 'refused' && read.entries.length > MAX_SITEMAP_ENTRIES
    ? refused(`has more than ${MAX_SITEMAP_ENTRIES} entries: split it, and name an index of its parts`)
    : read;
}

function refused(problem: string): Sitemap {
  return { kind: 'refused', problem };
}

function readLines(text: string): Sitemap {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.some(isPlace)
    ? { kind: 'pages', entries: lines }
    : refused('is no sitemap: name an XML sitemap, or a text of one URL or path per line');
}

/** Whether an entry is a URL of the web or a path. */
export function isPlace(entry: string): boolean {
  return /^(https?:\/\/|\/(?!\/))\S*$/i.test(entry);
}

/** Root elements, by their local names, and what to do about those that are no sitemap. */
const OTHER_ROOTS: Readonly<Record<string, string>> = {
  rss: 'is an RSS feed, which lists only the latest pages',
  feed: 'is an Atom feed, which lists only the latest pages',
  RDF: 'is an RSS feed, which lists only the latest pages',
  html: 'is a web page, not the XML',
};

function readXml(xml: string): Sitemap {
  const entries: string[] = [];
  const path: string[] = [];
  let root = '';
  let prefix = '';
  let entry: string | undefined;
  const tokens = xmlTokens(xml.replace(/^<!doctype html[^>]*>/i, ''));
  for (let step = tokens.next(); ; step = tokens.next()) {
    if (step.done === true) {
      if (!step.value)
        return refused(
          'is not well-formed XML, or is cut off: save the sitemap again, as the site delivers it',
        );
      return root === 'urlset' ? { kind: 'pages', entries } : { kind: 'index', entries };
    }
    const token = step.value;
    if (token.kind === 'text') {
      if (entry !== undefined) entry += token.text;
      continue;
    }
    const isLoc = path.length === 3 && token.name === `${prefix}loc`;
    if (token.kind === 'close') {
      if (isLoc && entry?.trim()) entries.push(entry.trim());
      if (isLoc) entry = undefined;
      path.pop();
      continue;
    }
    path.push(token.name);
    if (path.length === 1) {
      const colon = token.name.indexOf(':');
      [prefix, root] = [token.name.slice(0, colon + 1), token.name.slice(colon + 1)];
      if (root !== 'urlset' && root !== 'sitemapindex')
        return refused(
          `${OTHER_ROOTS[root] ?? OTHER_ROOTS[root.toLowerCase()] ?? 'is XML, but no sitemap'}: name the site's sitemap, mostly /sitemap.xml, or list the paths`,
        );
    }
    const item = root === 'urlset' ? 'url' : 'sitemap';
    if (path.length === 3 && path[1] === `${prefix}${item}` && token.name === `${prefix}loc`) entry = '';
  }
}
