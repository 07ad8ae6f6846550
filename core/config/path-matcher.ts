/** Path patterns of the configuration: exact, or with `*` at the end for any continuation. */
import { indexFolder, normalPath, normalStarts } from '../anonymize/normal-path.ts';
import { pageName } from '../anonymize/page-name.ts';
import { pagePath } from '../anonymize/path.ts';
import { DEFAULT_PATH_RULES, type PathRules } from '../anonymize/path-rules.ts';
import { requestedPath } from '../anonymize/requested-path.ts';

export type PathMatcher = (name: string) => boolean;

const NONE: ReadonlySet<string> = new Set();

/** What patterns match: whole names, and beginnings of names. A whole name also stands for its path with any query. */
export interface PatternNames {
  readonly exact: ReadonlySet<string>;
  readonly starts: readonly string[];
}

/**
 * Returns a test of whether the name of a page, or its path alone, matches one of the patterns, which are brought into
 * the normal form of names. `/a/*` also matches `/a`, its folder.
 */
export function pathMatcher(
  patterns: readonly string[],
  listed: ReadonlySet<string> = NONE,
  rules: PathRules = DEFAULT_PATH_RULES,
): PathMatcher {
  const { exact, starts } = patternNames(patterns, listed, rules);
  return matcher(exact, starts);
}

/** Returns the names that the patterns of `pathMatcher` match. */
export function patternNames(
  patterns: readonly string[],
  listed: ReadonlySet<string>,
  rules: PathRules,
): PatternNames {
  const exact = new Set<string>();
  const starts: string[] = [];
  for (const pattern of patterns) {
    if (!pattern.endsWith('*')) {
      exact.add(canonicalName(pattern, listed, rules));
      continue;
    }
    const start = pattern.slice(0, -1);
    const mark = start.indexOf('?');
    if (mark >= 0) {
      // The path is whole where a query follows it.
      starts.push(normalPath(start.slice(0, mark), rules) + start.slice(mark));
      continue;
    }
    starts.push(...normalStarts(start, rules));
    for (const path of [start, start.replace(/\/$/, ''), indexFolder(start)])
      if (path !== undefined && path !== '') exact.add(normalPath(path, rules));
  }
  return { exact, starts };
}

/** Returns the same test for patterns and names as they are written: see requested-path.ts. */
export function requestedMatcher(patterns: readonly string[], listed: ReadonlySet<string>): PathMatcher {
  return matcher(
    new Set(
      patterns
        .filter((pattern) => !pattern.endsWith('*'))
        .map((pattern) => (pattern.includes('?') ? pageName(requestedPath(pattern), listed) : pattern)),
    ),
    patterns.filter((pattern) => pattern.endsWith('*')).map((pattern) => pattern.slice(0, -1)),
  );
}

function matcher(exact: ReadonlySet<string>, starts: readonly string[]): PathMatcher {
  const matches = (name: string) => exact.has(name) || starts.some((start) => name.startsWith(start));
  return (name) => {
    const mark = name.indexOf('?');
    return matches(name) || (mark >= 0 && matches(name.slice(0, mark)));
  };
}

/** Returns a configured page in the spelling in which it is counted: `/a/?b=1&a=2` is `/a?a=2&b=1`. */
export function canonicalName(path: string, listed: ReadonlySet<string>, rules: PathRules): string {
  return pageName(pagePath(path, rules), listed);
}
