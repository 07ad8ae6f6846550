/**
 * Reads the paths of a sitemap (sitemaps.org XML, or one URL or path per line). It may not fetch anything: an index of
 * sitemaps lists no pages.
 */
import { pageName } from '../anonymize/page-name.ts';
import { pagePath } from '../anonymize/path.ts';

/**
 * Returns the decoded paths of the pages on the site's hosts, with the query parameters that the site lists, in order,
 * each once; other hosts and unreadable entries are ignored.
 */
export function readSitemapPaths(
  text: string,
  hosts: ReadonlySet<string>,
  listed: ReadonlySet<string> = new Set(),
): readonly string[] {
  const xml = /<urlset[\s>]/.test(text);
  const entries = xml
    ? [...text.matchAll(/<loc>\s*(?:<!\[CDATA\[)?([^<\]]*)/g)].map((match) => unescapeXml(match[1] ?? ''))
    : text.split('\n');
  const paths = entries
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && !entry.startsWith('<'))
    .map((entry) => readPath(entry, hosts, listed));
  return [...new Set(paths.filter((path) => path !== undefined))];
}

function readPath(
  entry: string,
  hosts: ReadonlySet<string>,
  listed: ReadonlySet<string>,
): string | undefined {
  if (entry.startsWith('/')) return pageName(pagePath(entry), listed);
  try {
    const url = new URL(entry);
    return hosts.has(url.hostname) || hosts.has(url.host)
      ? pageName(pagePath(url.pathname + url.search), listed)
      : undefined;
  } catch {
    return undefined;
  }
}

function unescapeXml(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
