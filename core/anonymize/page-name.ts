/**
 * The name of a page: its path, and the query parameters that the site lists as part of it. It may not scrub: what it
 * gives may not be kept.
 */
import type { PagePath } from './path.ts';
import { parametersOf } from './query.ts';

/** A listed parameter and its value, decoded. */
export type ListedParameter = readonly [name: string, value: string];

/** The listed parameters of a page in the order of their names; of each the first value that is not empty. */
export function listedParameters(page: PagePath, listed: ReadonlySet<string>): readonly ListedParameter[] {
  if (listed.size === 0 || page.query === '') return [];
  const values = parametersOf(page.query, (name) => (listed.has(name) ? name : undefined));
  return [...values].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** `/a?b=c&d=e`: what would read as another parameter stays encoded. */
export function withParameters(path: string, parameters: readonly ListedParameter[]): string {
  const pairs = parameters
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value.replaceAll(/[&;#=?%+\s]/g, encodeURIComponent)}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** What the configuration's patterns are compared with, and published pages are listed under. */
export function pageName(page: PagePath, listed: ReadonlySet<string>): string {
  return withParameters(page.path, listedParameters(page, listed));
}
