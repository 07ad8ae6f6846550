/** Path patterns of the configuration: exact, or with `*` at the end for any continuation. */
import { pageName } from '../anonymize/page-name.ts';
import { pagePath } from '../anonymize/path.ts';

export type PathMatcher = (name: string) => boolean;

/** Returns a test of whether the name of a page, or its path alone, matches one of the patterns. */
export function pathMatcher(
  patterns: readonly string[],
  listed: ReadonlySet<string> = new Set(),
): PathMatcher {
  const exact = new Set(
    patterns.filter((pattern) => !pattern.endsWith('*')).map((pattern) => canonicalName(pattern, listed)),
  );
  const starts = patterns.filter((pattern) => pattern.endsWith('*')).map((pattern) => pattern.slice(0, -1));
  const matches = (name: string) => exact.has(name) || starts.some((start) => name.startsWith(start));
  return (name) => {
    const mark = name.indexOf('?');
    return matches(name) || (mark >= 0 && matches(name.slice(0, mark)));
  };
}

/** Returns a configured page in the spelling in which it is counted: `/?b=1&a=2` is `/?a=2&b=1`. */
export function canonicalName(path: string, listed: ReadonlySet<string>): string {
  return path.includes('?') ? pageName(pagePath(path), listed) : path;
}
