/** The register's path patterns: exact, or with `*` for any characters. In doubt they match. */
import { decodeReadable, hasEmptySegment, isOverlong, pathSpellings, plainPath } from './path-spellings.ts';

/** Whether a path, with or without its query, may be that of a page of the register. */
export type PathTest = (target: string) => boolean;

/**
 * Returns the test; patterns with a query are not its business. `/register/*` is also `/register`. What is overlong
 * matches.
 */
export function pathTest(patterns: readonly string[]): PathTest {
  const globs = patterns.filter((pattern) => !pattern.includes('?')).map(partsOf);
  if (globs.length === 0) return () => false;
  // Slashes in a row are one in a spelling: then a star between two of them has stood for an empty segment.
  const shortened = patterns
    .filter((pattern) => !pattern.includes('?') && pattern.includes('/*/'))
    .map((pattern) => partsOf(pattern.replaceAll(/\/(?:\*\/)+/g, '/')));
  return (target) => {
    if (isOverlong(target)) return true;
    const tried = hasEmptySegment(target) ? [...globs, ...shortened] : globs;
    for (const path of pathSpellings(target))
      if (tried.some((parts) => matches(path, parts) || matches(`${path}/`, parts))) return true;
    return false;
  };
}

/** Returns what stands between the stars of a pattern, in the spelling of `plainPath`. */
function partsOf(pattern: string): readonly string[] {
  const read = decodeReadable(pattern);
  if (!read.includes('*')) return [plainPath(read)];
  return read
    .replaceAll(/\/{2,}/g, '/')
    .normalize('NFC')
    .toLowerCase()
    .split('*');
}

/** Whether a text begins with the first part, ends with the last, and holds the others between them in their order. */
function matches(text: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? '';
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = parts.at(-1) ?? '';
  return text.length - last.length >= at && text.endsWith(last);
}
