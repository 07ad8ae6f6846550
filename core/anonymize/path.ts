/** The path of a page as it may be kept: decoded, scrubbed, with the allow-listed query parameters. It may not keep any other parameter. */
import type { CompiledSite } from '../config/compile.ts';
import { scrubSegments } from './scrub-segments.ts';
import { scrubTag } from './scrub-tag.ts';
import { withoutParameters } from './without-parameters.ts';

export interface PagePath {
  /** Decoded, without query: what the configuration's patterns are compared with. Still unscrubbed. */
  readonly path: string;
  /** Without parameters, also those that came encoded. */
  readonly segments: readonly string[];
  /** The query, then what came encoded as one. */
  readonly query: string;
}

/** Splits `/a/b;p=1?c=d`: matrix parameters and the fragment are dropped, encoded or not, segments decoded where that is lossless. */
export function pagePath(target: string): PagePath {
  const end = target.indexOf('#');
  const whole = end < 0 ? target : target.slice(0, end);
  const mark = whole.indexOf('?');
  const segments = (mark < 0 ? whole : whole.slice(0, mark))
    .split('/')
    .slice(1)
    .map((segment) => readable(segment.split(';', 1)[0] ?? ''));
  const parted = withoutParameters(segments);
  const query = mark < 0 ? '' : whole.slice(mark + 1);
  return {
    path: `/${segments.join('/')}`,
    segments: parted.segments,
    query: parted.query === '' ? query : `${query}&${parted.query}`,
  };
}

/** Percent-decoded, unless what comes out would read as something else (a slash, a query, a control character). */
function readable(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    const decoded = decodeURIComponent(segment);
    // eslint-disable-next-line no-control-regex
    return /[/?#%;\u0000-\u0020\u007f]/.test(decoded) ? segment : decoded.normalize('NFC');
  } catch {
    return segment;
  }
}

export interface Utm {
  readonly source?: string;
  readonly medium?: string;
  readonly campaign?: string;
}

const KEPT = ['utm_source', 'utm_medium', 'utm_campaign', 'ref', 'source'] as const;
const NO_UTM: Utm = {};

/** The campaign parameters of a page, decoded, still unscrubbed. */
export function utmOf(page: PagePath | null): Utm {
  if (page === null || !page.query.includes('utm_')) return NO_UTM;
  const [source, medium, campaign] = ['utm_source', 'utm_medium', 'utm_campaign'].map((name) =>
    parameter(page.query, name),
  );
  return {
    ...(source === undefined ? {} : { source }),
    ...(medium === undefined ? {} : { medium }),
    ...(campaign === undefined ? {} : { campaign }),
  };
}

/** The first value of a parameter that is not empty. */
function parameter(query: string, name: string): string | undefined {
  for (const pair of query.split('&')) {
    if (pair.length > name.length + 1 && pair.startsWith(name) && pair[name.length] === '=')
      return readableValue(pair.slice(name.length + 1));
  }
  return undefined;
}

/** Form-decoded once; `+` stays in what looks like an address or a number. */
function readableValue(text: string): string {
  const spaced = /@|%40|^(\+|%2B)/i.test(text) ? text : text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** The path as it is kept: published ones as they are, others scrubbed; allow-listed parameters in a fixed order. */
export function keptPath(page: PagePath, site: CompiledSite): string {
  const path = site.publishedPaths.has(page.path) ? page.path : `/${scrubSegments(page.segments).join('/')}`;
  if (page.query === '') return path;
  const kept = KEPT.flatMap((name) => {
    const value = parameter(page.query, name);
    return value === undefined ? [] : [`${name}=${shortened(value)}`];
  });
  return kept.length === 0 ? path : `${path}?${kept.join('&')}`;
}

/** What would read as another parameter stays encoded. */
function shortened(value: string): string {
  return scrubTag(value).replaceAll(/[&#=?%\s]/g, (character) => encodeURIComponent(character));
}
