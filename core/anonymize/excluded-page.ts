/**
 * Whether the configuration excludes a page. It compares more spellings than the one that is counted: in doubt a page
 * too few is counted rather than one too many.
 */
import type { CompiledSite } from '../config/compile.ts';
import { normalPath } from './normal-path.ts';
import { appendParameters, pageName, readListedParameters } from './page-name.ts';
import { pagePath } from './path.ts';
import { requestedPath } from './requested-path.ts';
import { decodePercent } from './unwrap.ts';

/**
 * Whether a pattern of `exclude.paths` fits the requested page: as it is counted, without parameters that were encoded
 * into it, with its encoded slashes read as slashes, or as it was requested.
 */
export function isExcludedPage(target: string, site: CompiledSite): boolean {
  const { exclude, pathRules, keepParameters } = site;
  if (exclude.isEmpty) return false;
  const page = pagePath(target, pathRules);
  const parameters = readListedParameters(page, keepParameters);
  const named = (path: string) => appendParameters(path, parameters);
  if (exclude.matches(named(page.path))) return true;
  if (isSpelledSo(target, page.path)) return false;
  if (exclude.matchesRequested(pageName(requestedPath(target), keepParameters))) return true;
  const plain = `/${page.segments.join('/')}`;
  if (plain !== page.path && exclude.matches(named(plain))) return true;
  if (!page.path.includes('%')) return false;
  const decoded = decodePercent(page.path)?.split(/[?#]/, 1)[0];
  return decoded !== undefined && exclude.matches(named(normalPath(decoded, pathRules)));
}

/** Whether a page was requested as it is counted, but for a slash at its end: then it has no other spelling. */
function isSpelledSo(target: string, path: string): boolean {
  if (!target.startsWith(path) || path.includes('%')) return false;
  const next = target.charAt(path.length) === '/' ? path.length + 1 : path.length;
  return next === target.length || target.charAt(next) === '?';
}
