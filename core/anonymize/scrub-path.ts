/** Scrubs the path of a page, with the query parameters that the site lists. It may not keep any other parameter. */
import type { CompiledSite } from '../config/compile.ts';
import { listedParameters, withParameters } from './page-name.ts';
import type { PagePath } from './path.ts';
import { scrubSegments } from './scrub-segments.ts';
import { scrubTag } from './scrub-tag.ts';

/** Keeps published paths unchanged and scrubs others; listed parameters follow in the order of their names. */
export function scrubPath(page: PagePath, site: CompiledSite): string {
  const parameters = listedParameters(page, site.keepParameters);
  const exact = withParameters(page.path, parameters);
  if (site.publishedPaths.has(exact)) return exact;
  const path = site.publishedPaths.has(page.path) ? page.path : `/${scrubSegments(page.segments).join('/')}`;
  return withParameters(
    path,
    parameters.map(([name, value]) => [name, scrubTag(value)]),
  );
}
