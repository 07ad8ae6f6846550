/** Splits the target of a page into its path and its query, decoded. The results are not scrubbed. */
import { decodeEscapes } from './percent.ts';
import { MAX_SEGMENTS } from './scrub-segments.ts';
import { MAX_ENCODED_LENGTH } from './unwrap.ts';
import { withoutParameters } from './without-parameters.ts';

export interface PagePath {
  /** The decoded path without its query, which is compared with the configuration's patterns. Still unscrubbed. */
  readonly path: string;
  /** Segments of the path without parameters, even encoded ones. */
  readonly segments: readonly string[];
  /** The query, followed by an encoded query in the path. */
  readonly query: string;
}

/**
 * Splits `/a/b;p=1?c=d`. Matrix parameters and the fragment are dropped, encoded or not; segments are decoded where
 * that is lossless.
 */
export function pagePath(target: string): PagePath {
  const end = target.indexOf('#');
  const whole = end < 0 ? target : target.slice(0, end);
  const mark = whole.indexOf('?');
  const path = cutToLength(mark < 0 ? whole : whole.slice(0, mark));
  // One segment more than are kept, so that a deeper path is recognised.
  const deep = endOfSegments(path, MAX_SEGMENTS + 1);
  const [, ...all] = path.slice(0, deep).split('/');
  const segments = all.map((segment) => decodeSegment(segment.split(';', 1)[0] ?? ''));
  const split = withoutParameters(segments);
  const query = mark < 0 ? '' : whole.slice(mark + 1);
  return {
    path: `/${segments.join('/')}${path.slice(deep)}`,
    segments: split.segments,
    query: split.query === '' ? query : `${query}&${split.query}`,
  };
}

/** Returns the index where the first `count` segments of a path end. */
function endOfSegments(path: string, count: number): number {
  let at = path.indexOf('/');
  for (let passed = 0; passed < count && at >= 0; passed++) at = path.indexOf('/', at + 1);
  return at < 0 ? path.length : at;
}

/**
 * Cuts a path to the maximum length. A cut path ends in a mark, never in a part of a segment, which could hide an
 * identifier.
 */
function cutToLength(path: string): string {
  return path.length <= MAX_ENCODED_LENGTH
    ? path
    : `${path.slice(0, path.lastIndexOf('/', MAX_ENCODED_LENGTH))}/:token`;
}

/**
 * Percent-decodes a segment, unless the result would read as something else (a slash, a query, a control character).
 */
function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  const decoded = decodeEscapes(segment);
  // eslint-disable-next-line no-control-regex
  return decoded === undefined || /[/?#%;\u0000-\u0020\u007f]/.test(decoded)
    ? segment
    : decoded.normalize('NFC');
}
