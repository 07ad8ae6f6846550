/** What an operator should know about a valid `published`. It may not name an entry of a sitemap. */
import type { ListedPages } from './listed-pages.ts';
import { patternNames } from './path-matcher.ts';
import type { Config, SiteConfig } from './schema.ts';

/** Returns one sentence per sitemap that holds entries which are not taken. */
export function sitemapWarnings(config: Config, files: ReadonlyMap<string, ListedPages>): readonly string[] {
  return config.sites.flatMap((site, index) => {
    const { otherHosts = 0, masked = 0, unreadable = 0, paths = [] } = files.get(site.id) ?? {};
    const left = [
      otherHosts === 0 ? '' : `${otherHosts} on other hosts`,
      masked === 0 ? '' : `${masked} that a mask stands for`,
      unreadable === 0 ? '' : `${unreadable} that are neither a URL nor a path`,
    ].filter((part) => part !== '');
    return left.length === 0
      ? []
      : [
          `warning: $.sites[${index}].published: the sitemap lists ${paths.length} pages of the site; left out: ${left.join(', ')}`,
        ];
  });
}

/**
 * Returns one sentence per pattern of `published` that matches every page, or none although it was meant to, and per
 * site that folds all its pages.
 */
export function patternWarnings(config: Config): readonly string[] {
  return config.sites.flatMap((site, index) => [
    ...foldWarnings(site, index),
    ...(typeof site.published === 'string'
      ? []
      : site.published.flatMap((pattern, at) =>
          patternWarning(pattern, site, `warning: $.sites[${index}].published[${at}]`),
        )),
  ]);
}

function foldWarnings({ unlisted, published, mask }: SiteConfig, index: number): readonly string[] {
  return unlisted === 'fold' && published.length === 0 && mask.length === 0
    ? [
        `warning: $.sites[${index}].unlisted is "fold", and the site lists no page: every page is counted as (other); list pages under published`,
      ]
    : [];
}

function patternWarning(pattern: string, site: SiteConfig, place: string): readonly string[] {
  if (!pattern.endsWith('*')) return [];
  const { starts } = patternNames([pattern], new Set(site.keepParameters), site.paths);
  if (starts.includes('/'))
    return [
      `${place} matches every page: settling keeps each page that was ever opened by its name, inside, for retention.factsDays${site.unlisted === 'fold' ? ', and unlisted "fold" has no effect' : ''}; list the parts of the site instead`,
    ];
  return pattern.slice(0, -1).includes('*')
    ? [`${place} has a * before its end, where it stands for itself: write one * at the end`]
    : [];
}
