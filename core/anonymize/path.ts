/** Splits the target of a page into its path and its query, decoded. What it gives is not scrubbed. */
import { decodeEscapes } from './percent.ts';
import { MAX_SEGMENTS } from './scrub-segments.ts';
import { MAX_ENCODED_LENGTH } from './unwrap.ts';
import { withoutParameters } from './without-parameters.ts';

export interface PagePath {
  /** Decoded, without query: what the configuration's patterns are compared with. Still unscrubbed. */
  readonly path: string;
  /** Without parameters, also those that came encoded. */
  readonly segments: readonly string[];
  /** The query, then what came encoded as one. */
  readonly query: string;
}

/**
 * Splits `/a/b;p=1?c=d`: matrix parameters and the fragment are dropped, encoded or not, segments decoded where that is
 * lossless.
 */
export function pagePath(target: string): PagePath {
  const end = target.indexOf('#');
  const whole = end < 0 ? target : target.slice(0, end);
  const mark = whole.indexOf('?');
  const path = cutToLength(mark < 0 ? whole : whole.slice(0, mark));
  // One more than are kept, so that what is deeper is seen to be.
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

/** Where the first `count` segments of a path end. */
function endOfSegments(path: string, count: number): number {
  let at = path.indexOf('/');
  for (let passed = 0; passed < count && at >= 0; passed++) at = path.indexOf('/', at + 1);
  return at < 0 ? path.length : at;
}

/**
 * The whole segments that fit; what is longer ends in a mark, never in a piece of a segment, which could hide an
 * identifier.
 */
function cutToLength(path: string): string {
  return path.length <= MAX_ENCODED_LENGTH
    ? path
    : `${path.slice(0, path.lastIndexOf('/', MAX_ENCODED_LENGTH))}/:token`;
}

/** Percent-decoded, unless what comes out would read as something else (a slash, a query, a control character). */
function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  const decoded = decodeEscapes(segment);
  // eslint-disable-next-line no-control-regex
  return decoded === undefined || /[/?#%;\u0000-\u0020\u007f]/.test(decoded)
    ? segment
    : decoded.normalize('NFC');
}
