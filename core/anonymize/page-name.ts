/**
 * The name of a page: its path, and the query parameters that the site lists as part of it. It does not scrub, so its
 * results may not be kept.
 */
import type { PagePath } from './path.ts';
import { readParameters } from './query.ts';

/** A listed parameter and its decoded value. */
export type ListedParameter = readonly [name: string, value: string];

/** Returns the listed parameters of a page in the order of their names, each with its first value that is not empty. */
export function readListedParameters(
  page: PagePath,
  listed: ReadonlySet<string>,
): readonly ListedParameter[] {
  if (listed.size === 0 || page.query === '') return [];
  const values = readParameters(page.query, (name) => (listed.has(name) ? name : undefined));
  return [...values].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Appends parameters, as `/a?b=c&d=e`; characters that would read as another parameter stay encoded. */
export function appendParameters(path: string, parameters: readonly ListedParameter[]): string {
  const pairs = parameters
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value.replaceAll(/[&;#=?%+\s]/g, encodeURIComponent)}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/**
 * Returns the name of a page, which is compared with the configuration's patterns, and under which published pages are
 * listed.
 */
export function pageName(page: PagePath, listed: ReadonlySet<string>): string {
  return appendParameters(page.path, readListedParameters(page, listed));
}
