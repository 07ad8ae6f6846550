/**
 * A path as it was requested, decoded by segment where that is lossless: the spelling to which patterns were compared
 * before paths had a normal form. It may only be used to leave pages out: what it returns is no path to count.
 */
import { decodeEscapes } from './percent.ts';
import type { PagePath } from './path.ts';
import { MAX_SEGMENTS } from './scrub-segments.ts';
import { cutToLength } from './normal-path.ts';
import { withoutParameters } from './without-parameters.ts';

/**
 * Splits `/a/b;p=1?c=d`. Matrix parameters and the fragment are dropped, encoded or not; segments are decoded where
 * that is lossless.
 */
export function requestedPath(target: string): PagePath {
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
