/**
 * The pages of a site among the entries of a sitemap, but for those that a mask stands for: a sitemap lists every page,
 * also those of people. It may not name an entry in what it reports: only counts.
 */
import { findMask } from '../anonymize/mask.ts';
import { pageName } from '../anonymize/page-name.ts';
import { pagePath } from '../anonymize/path.ts';
import { DEFAULT_PATH_RULES } from '../anonymize/path-rules.ts';
import { isOwnHost } from '../host/own-host.ts';
import { readUrl } from '../read-url.ts';
import { compileMask } from './compile-mask.ts';
import type { SiteConfig } from './schema.ts';
import { isPlace } from './sitemap.ts';

export interface ListedPages {
  /** Names, in their normal form, of pages on the site's hosts, in order, each once. */
  readonly paths: readonly string[];
  /** Number of entries on other hosts. */
  readonly otherHosts: number;
  /** Number of pages that a mask stands for. */
  readonly masked: number;
  /** Number of entries that are neither a URL nor a path, or end in `*`. */
  readonly unreadable: number;
}

/** Returns the pages on the site's hosts, with the query parameters that the site lists. */
export function listedPages(
  entries: readonly string[],
  {
    hosts,
    keepParameters,
    paths: rules = DEFAULT_PATH_RULES,
    mask = [],
  }: Pick<SiteConfig, 'hosts' | 'keepParameters'> & Partial<Pick<SiteConfig, 'paths' | 'mask'>>,
): ListedPages {
  const [known, listed] = [new Set(hosts), new Set(keepParameters)];
  const paths = new Set<string>();
  const masks = mask.map((pattern) => compileMask(pattern, rules));
  const masked = new Set<string>();
  let [otherHosts, unreadable] = [0, 0];
  for (const entry of entries) {
    // A `*` at the end would make a pattern of it where the configuration is deployed.
    const target = isPlace(entry) && !entry.endsWith('*') ? targetOf(entry, known) : undefined;
    if (target === undefined) unreadable += 1;
    else if (target === 'elsewhere') otherHosts += 1;
    else {
      const page = pagePath(target, rules);
      (findMask(page, masks) === undefined ? paths : masked).add(pageName(page, listed));
    }
  }
  return { paths: [...paths], otherHosts, masked: masked.size, unreadable };
}

/** Returns path and query of an entry; `elsewhere` where its host is not the site's. */
function targetOf(entry: string, hosts: ReadonlySet<string>): string | undefined {
  if (entry.startsWith('/')) return entry;
  const url = readUrl(entry);
  if (url === undefined) return undefined;
  return isOwnHost(hosts, url.hostname, url.port) ? url.pathname + url.search : 'elsewhere';
}
