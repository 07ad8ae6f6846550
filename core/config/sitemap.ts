/** Paths of a sitemap (sitemaps.org XML, or one URL or path a line). It may not fetch anything: an index of sitemaps lists no pages. */
import { pagePath } from '../anonymize/path.ts';

/** Decoded paths of the pages on the site's hosts, in order, each once; other hosts and unreadable entries are left out. */
export function sitemapPaths(text: string, hosts: ReadonlySet<string>): readonly string[] {
  const xml = /<urlset[\s>]/.test(text);
  const entries = xml
    ? [...text.matchAll(/<loc>\s*(?:<!\[CDATA\[)?([^<\]]*)/g)].map((match) => unescaped(match[1] ?? ''))
    : text.split('\n');
  const paths = entries
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && !entry.startsWith('<'))
    .map((entry) => pathOf(entry, hosts));
  return [...new Set(paths.filter((path) => path !== undefined))];
}

function pathOf(entry: string, hosts: ReadonlySet<string>): string | undefined {
  if (entry.startsWith('/')) return pagePath(entry).path;
  try {
    const url = new URL(entry);
    return hosts.has(url.hostname) || hosts.has(url.host) ? pagePath(url.pathname).path : undefined;
  } catch {
    return undefined;
  }
}

function unescaped(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
