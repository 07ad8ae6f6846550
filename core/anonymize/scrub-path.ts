/** Scrubs the path of a page, with the query parameters that the site lists. It may not keep any other parameter. */
import type { CompiledSite } from '../config/compile.ts';
import { pageInstead } from './listed-page.ts';
import { readListedParameters, appendParameters } from './page-name.ts';
import type { PagePath } from './path.ts';
import { scrubSegments } from './scrub-segments.ts';
import { scrubTag } from './scrub-tag.ts';

/**
 * Keeps published paths unchanged, returns the mask of a masked one, and scrubs others; listed parameters follow in the
 * order of their names.
 */
export function scrubPath(page: PagePath, site: CompiledSite): string {
  const parameters = readListedParameters(page, site.keepParameters);
  const exact = appendParameters(page.path, parameters);
  if (site.publishedPaths.has(exact)) return exact;
  const instead = pageInstead(page, exact, site);
  if (instead !== undefined) return instead;
  const isListed = site.publishedPaths.has(page.path);
  // A site that folds what it does not list has not listed these parameters.
  if (isListed && site.foldsUnlisted && !site.matchesPublished(exact)) return page.path;
  const path = isListed ? page.path : `/${scrubSegments(page.segments).join('/')}`;
  return appendParameters(
    path,
    parameters.map(([name, value]) => [name, scrubTag(value)]),
  );
}
