/** A page from the cache of its day, where the scrubber leaves its path unchanged. It may not keep any other. */
import type { CompiledSite } from '../config/compile.ts';
import type { DayKey } from './day-key.ts';
import type { DerivedCache } from './derived-cache.ts';
import { derivePage, type Page } from './page.ts';

/** Derives the page, from the day's cache where the scrubber leaves the path unchanged. */
export function cachedPage(
  target: string,
  site: CompiledSite,
  dayKey: DayKey | undefined,
  cache: DerivedCache,
): Page {
  if (dayKey === undefined) return derivePage(target, site);
  const key = cacheKey(target, site);
  const known = cache.page(dayKey.day, site.id, key);
  if (known !== undefined) return known;
  const page = derivePage(target, site);
  cache.setPage(dayKey.day, site.id, key, page);
  return page;
}

/** A slash at the end is the most usual difference between the spellings of a page: both find one entry. */
function cacheKey(target: string, { pathRules }: CompiledSite): string {
  return target.length > 1 &&
    target.endsWith('/') &&
    pathRules.trailingSlash === 'ignore' &&
    !target.includes('?')
    ? target.slice(0, -1)
    : target;
}
