/**
 * The spellings of a path that a web server may take for the same page: encoded, with empty or dot segments, in another
 * case. It may only be used to leave pages out: what it returns is no path to count.
 */
import { pagePath } from '../anonymize/path.ts';
import { decodeEscapes } from '../anonymize/percent.ts';

const MAX_PASSES = 3;
/** More than any page has; it bounds the work. */
const MAX_LENGTH = 4096;
const MAX_SEGMENTS = 64;
const SEPARATOR = /[/\\]|%(?:25)*(?:2f|5c)/i;

/** Whether a path is longer or deeper than that of any page, so that its spellings are not worth their cost. */
export function isOverlong(target: string): boolean {
  const path = target.replace(/[?#].*$/s, '');
  return path.length > MAX_LENGTH || path.split(SEPARATOR, MAX_SEGMENTS + 2).length > MAX_SEGMENTS + 1;
}

/**
 * Returns the spellings under which a path, with or without its query, is compared with the register's patterns: as it
 * is, decoded up to three times, with and without a query that this brings out, and as it would be counted. All are in
 * lower case, with dot segments resolved, and without matrix parameters, empty segments and a slash at the end.
 */
export function pathSpellings(target: string): ReadonlySet<string> {
  const counted = pagePath(target);
  const spellings = new Set([plainPath(counted.path), plainPath(`/${counted.segments.join('/')}`)]);
  let path = target.replace(/[?#].*$/s, '');
  // A star of a pattern may stand for an empty segment.
  spellings.add(path.toLowerCase()).add(plainPath(path));
  for (let pass = 0; pass < MAX_PASSES && path.includes('%'); pass++) {
    path = decodeReadable(path);
    spellings.add(plainPath(path)).add(plainPath(path.replace(/[?#].*$/s, '')));
  }
  return spellings;
}

/** Two separators with nothing between them, or with matrix parameters alone. */
const EMPTY_SEGMENT = /(?:[/\\]|%(?:25)*(?:2f|5c))(?:;[^/\\]*)?(?:[/\\]|%(?:25)*(?:2f|5c))/i;

/** Whether a path, with or without its query, has an empty segment, for which a star of a pattern may stand. */
export function hasEmptySegment(target: string): boolean {
  return EMPTY_SEGMENT.test(target.replace(/[?#].*$/s, ''));
}

/** Returns a path in the one spelling in which paths are compared: `/Register//./a;b=c/` is `/register/a`. */
export function plainPath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.replaceAll('\\', '/').split('/')) {
    const name = segment.split(';', 1)[0] ?? '';
    if (name === '..') kept.pop();
    else if (name !== '' && name !== '.') kept.push(name);
  }
  return `/${kept.join('/')}`.normalize('NFC').toLowerCase();
}

/** Decodes once; escapes that are no UTF-8 stay, except for those of ASCII. */
export function decodeReadable(text: string): string {
  return text.replaceAll(
    /(?:%[0-9a-f]{2})+/gi,
    (run) => decodeEscapes(run) ?? run.replaceAll(/%[0-7][0-9a-f]/gi, (escape) => decodeURIComponent(escape)),
  );
}
