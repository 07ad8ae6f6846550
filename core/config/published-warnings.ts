/** What an operator should know about a valid `published`. It may not name an entry of a sitemap. */
import type { ListedPages } from './listed-pages.ts';
import type { Config } from './schema.ts';

/** Returns one sentence per sitemap that holds entries which are not taken. */
export function sitemapWarnings(config: Config, files: ReadonlyMap<string, ListedPages>): readonly string[] {
  return config.sites.flatMap((site, index) => {
    const { otherHosts = 0, unreadable = 0, paths = [] } = files.get(site.id) ?? {};
    const left = [
      otherHosts === 0 ? '' : `${otherHosts} on other hosts`,
      unreadable === 0 ? '' : `${unreadable} that are neither a URL nor a path`,
    ].filter((part) => part !== '');
    return left.length === 0
      ? []
      : [
          `warning: $.sites[${index}].published: the sitemap lists ${paths.length} pages of the site; left out: ${left.join(', ')}`,
        ];
  });
}
