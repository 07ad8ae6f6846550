/** What an operator should know about a valid `published`. It may not name an entry of a sitemap. */
import type { ListedPages } from './listed-pages.ts';
import { patternNames } from './path-matcher.ts';
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

/** Returns one sentence per pattern of `published` that matches every page, or none although it was meant to. */
export function patternWarnings(config: Config): readonly string[] {
  return config.sites.flatMap(({ published, keepParameters, paths }, index) =>
    typeof published === 'string'
      ? []
      : published.flatMap((pattern, at) => {
          if (!pattern.endsWith('*')) return [];
          const place = `warning: $.sites[${index}].published[${at}]`;
          const { starts } = patternNames([pattern], new Set(keepParameters), paths);
          if (starts.includes('/'))
            return [
              `${place} matches every page: settling keeps each page that was ever opened by its name, inside, for retention.factsDays; list the parts of the site instead`,
            ];
          return pattern.slice(0, -1).includes('*')
            ? [`${place} has a * before its end, where it stands for itself: write one * at the end`]
            : [];
        }),
  );
}
