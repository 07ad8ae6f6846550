/** Splits the target of a page into its path, in its normal form, and its query. The results are not scrubbed. */
import { normalPath } from './normal-path.ts';
import { DEFAULT_PATH_RULES, type PathRules } from './path-rules.ts';
import { MAX_SEGMENTS } from './scrub-segments.ts';
import { withoutParameters } from './without-parameters.ts';

export interface PagePath {
  /** The path in its normal form, without its query. Still unscrubbed. */
  readonly path: string;
  /** Segments of the path without parameters, even encoded ones: one more than are kept, where it is deeper. */
  readonly segments: readonly string[];
  /** The query, followed by an encoded query in the path. */
  readonly query: string;
}

/** Splits `/a/b;p=1?c=d`. Matrix parameters and the fragment are dropped, encoded or not. */
export function pagePath(target: string, rules: PathRules = DEFAULT_PATH_RULES): PagePath {
  const end = target.indexOf('#');
  const whole = end < 0 ? target : target.slice(0, end);
  const mark = whole.indexOf('?');
  const path = normalPath(mark < 0 ? whole : whole.slice(0, mark), rules);
  const query = mark < 0 ? '' : whole.slice(mark + 1);
  const segments = segmentsOf(path);
  const split = withoutParameters(segments);
  if (split.segments === segments || isSame(split.segments, segments)) return { path, segments, query };
  return {
    path,
    // Without its parameters a path may end in another way.
    segments: segmentsOf(normalPath(`/${split.segments.join('/')}`, rules)),
    query: split.query === '' ? query : `${query}&${split.query}`,
  };
}

/** One segment more than are kept, so that a deeper path is recognised. */
function segmentsOf(path: string): readonly string[] {
  return path.slice(1).split('/', MAX_SEGMENTS + 1);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((segment, at) => segment === other[at]);
}
