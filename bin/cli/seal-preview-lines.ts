/** Formats what `seal --dry-run` says. It may not print a page: which pages were opened is not its question. */
import type { SealOutcome } from '#core/operator/seal-request';
import type { UnlistedViews } from '#core/seal/unlisted-views';

/** Returns the JSON of the page views on unlisted pages. */
export function formatUnlisted(unlisted: readonly UnlistedViews[]): readonly object[] {
  return unlisted.map(({ site, month, pageViews, canBeListed }) => ({
    site,
    month,
    page_views: pageViews,
    can_be_listed: canBeListed,
  }));
}

/** Returns a line per site and month: how much lies on unlisted pages, and what to do. */
export function unlistedLines({ unlisted = [] }: SealOutcome): readonly string[] {
  return unlisted.map(({ site, month, pageViews, canBeListed }) => {
    const count = `${site} ${month}: some ${pageViews} page views lie on pages that the site `;
    return canBeListed
      ? `${count}does not list: list them in published or a sitemap before the month's first day is sealed; later they have to pass the threshold, and to be approved`
      : `${count}did not list when the month's first day was sealed: they have to pass the threshold, and to be approved (headcount names)`;
  });
}
