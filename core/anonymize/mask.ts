/**
 * Masks: patterns in whose place the pages of people are counted, `/people/:name` for `/people/anna`. It may not let a
 * spelling of a path decide: in doubt a page is masked.
 */
import { normalPath } from './normal-path.ts';
import { DEFAULT_PATH_RULES } from './path-rules.ts';
import type { PagePath } from './path.ts';
import { unwrap } from './unwrap.ts';

/** The page of all pages that a site does not list, where it folds them. */
export const OTHER_PAGE = '(other)';

export interface Mask {
  /** The pattern in the normal form of pages: the page that is counted. */
  readonly page: string;
  readonly segments: readonly MaskSegment[];
  /** Whether it ends in `/*`: then what lies below is its own, too. */
  readonly isFolder: boolean;
}

/** A segment in the form in which they are compared, around its name where it has one. */
export interface MaskSegment {
  readonly before: string;
  readonly after: string;
  readonly hasName: boolean;
}

/**
 * Returns the first mask that a page matches segment by segment; where none does, the first below which it lies, since
 * that page's address has the name in it, too.
 */
export function findMask(page: PagePath, masks: readonly Mask[]): Mask | undefined {
  if (masks.length === 0) return undefined;
  for (const segments of comparedSpellings(page)) {
    const fitting = masks.filter((mask) => beginsWith(segments, mask.segments));
    const own = fitting.find((mask) => mask.isFolder || mask.segments.length === segments.length);
    const found = own ?? fitting[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

function beginsWith(segments: readonly string[], parts: readonly MaskSegment[]): boolean {
  return (
    segments.length >= parts.length &&
    parts.every(({ before, after, hasName }, at) => {
      const segment = segments[at] ?? '';
      return hasName
        ? segment.length > before.length + after.length &&
            segment.startsWith(before) &&
            segment.endsWith(after)
        : segment === before;
    })
  );
}

/** Characters that are compared as they are, but for their case. */
const PLAIN = /^[\w.~!$&'()*+,=:@/-]*$/;

/**
 * Returns the segments of a page as they are counted, and, where escapes or other scripts may hide something, as they
 * read once everything is decoded: an encoded slash is a slash, and dot segments are resolved.
 */
function comparedSpellings({ segments }: PagePath): readonly (readonly string[])[] {
  const counted = segments.map(comparedText);
  while (counted.at(-1) === '') counted.pop();
  if (segments.every((segment) => PLAIN.test(segment))) return [counted];
  const [decoded = ''] = segments
    .map((segment) => readText(segment) ?? segment.replaceAll('%', '%25'))
    .join('/')
    .split(/[?#]/, 1);
  return [counted, normalPath(`/${decoded}`, DEFAULT_PATH_RULES).slice(1).split('/').map(comparedText)];
}

/** Returns a segment as it is compared: decoded, in one spelling of every script, without case. */
export function comparedText(segment: string): string {
  return (PLAIN.test(segment) ? segment : (readText(segment) ?? segment)).toLowerCase();
}

/** An escape whose percent sign is encoded, however often. */
const ENCODED_ESCAPE = /%(?:25)+(?=[0-9a-f]{2})/gi;

function readText(segment: string): string | undefined {
  return unwrap(segment.replaceAll(ENCODED_ESCAPE, '%'));
}
