/**
 * What a site's lists make of a page: its mask, or `(other)` where the site folds the pages that it does not list. It
 * may not scrub.
 */
import type { CompiledSite } from '../config/compile.ts';
import { findMask, OTHER_PAGE } from './mask.ts';
import type { PagePath } from './path.ts';

/**
 * Returns the page that is counted in place of one; undefined where that is the page itself. `name` is its path with
 * the parameters that the site lists. A page that is listed exactly stays itself, also under a mask.
 */
export function pageInstead(page: PagePath, name: string, site: CompiledSite): string | undefined {
  const { masks, foldsUnlisted, publishedPaths } = site;
  if (masks.length === 0 && !foldsUnlisted) return undefined;
  if (publishedPaths.has(name) || publishedPaths.has(page.path)) return undefined;
  return (
    findMask(page, masks)?.page ?? (foldsUnlisted && !site.matchesPublished(name) ? OTHER_PAGE : undefined)
  );
}
