/** Path patterns of the configuration: exact, or with `*` at the end for the rest. It may not know what they decide. */

export type PathMatcher = (path: string) => boolean;

/** Whether a decoded path matches one of the patterns. */
export function pathMatcher(patterns: readonly string[]): PathMatcher {
  const exact = new Set(patterns.filter((pattern) => !pattern.endsWith('*')));
  const starts = patterns.filter((pattern) => pattern.endsWith('*')).map((pattern) => pattern.slice(0, -1));
  return (path) => exact.has(path) || starts.some((start) => path.startsWith(start));
}
