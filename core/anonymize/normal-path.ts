/**
 * The normal form of a path: one spelling per page, from every door (RFC 3986, 6.2.2; the URL standard). It may not
 * scrub, so its results may not be kept.
 */
import type { PathRules } from './path-rules.ts';
import { segmentStarts, segmentText } from './path-text.ts';
import { MAX_ENCODED_LENGTH } from './unwrap.ts';

/** Paths of usual characters, without a segment that is empty or begins with a dot: only their end is looked at. */
const USUAL = /^(?:\/[\w~!$&'()*+,=:@-][\w.~!$&'()*+,=:@-]*)+\/?$/;
/** A segment that may become a dot segment, once its matrix parameters are gone. */
const ANY_DOT = /[/\\](?:\.|%2e){1,2}(?:[/\\;]|$)/i;
/** Maximum number of segments that are read, twice as many as are kept. It bounds the work. */
const MAX_SEGMENTS_READ = 64;
const DOT = /^(?:\.|%2e)$/i;
const DOTS = /^(?:\.|%2e){2}$/i;
/**
 * Files that servers deliver for a folder: the defaults of nginx, Caddy, Tomcat, IIS, and of Apache with its module
 * `dir` as Debian ships it. IIS compares without case.
 */
const INDEX_FILE = /^(?:index\.(?:x?html|htm|shtml|php|cgi|pl|jsp|aspx?)|default\.(?:html?|aspx?))$/i;
/** What a pattern's last segment may begin with, for which an index file may have been meant. */
const INDEX_START = /^(?:index|default)(?:\.|$)/i;

/**
 * Returns the normal form of a path without query and fragment. Dot segments are resolved as browsers do, then matrix
 * parameters and empty segments are dropped; the end follows the rules. Applied again it changes nothing.
 */
export function normalPath(path: string, rules: PathRules): string {
  const cut = cutToLength(path);
  if (ANY_DOT.test(cut)) return readPath(withoutDots(segmentsOf(cut)), rules);
  const short = cut.includes('//') ? cut.replaceAll(/\/{2,}/g, '/') : cut;
  if (short === '/') return short;
  if (USUAL.test(short)) {
    const whole = rules.trailingSlash === 'ignore' && short.endsWith('/') ? short.slice(0, -1) : short;
    if (!mayBeIndex(whole)) return rules.case === 'lower' ? whole.toLowerCase() : whole;
  }
  return readPath(segmentsOf(short), rules);
}

/** Reads segments without dot segments; without its parameters one may turn out to be one. */
function readPath(segments: readonly string[], rules: PathRules): string {
  const texts = segments.map((segment) =>
    segmentText(segment.split(';', 1)[0] ?? '', rules.case === 'lower'),
  );
  return cutToLength(`/${foldEnd(withoutEmpty(withoutDots(texts)), rules).join('/')}`);
}

/** Whether the last segment begins with `i` or `d`, in either case. */
function mayBeIndex(path: string): boolean {
  const letter = path.charCodeAt(path.lastIndexOf('/') + 1) | 32;
  return letter === 105 || letter === 100;
}

/**
 * Returns the beginnings that the normal form of a path has where the path begins with `start`, whose last segment may
 * be a part of one.
 */
export function normalStarts(start: string, rules: PathRules): readonly string[] {
  const isLower = rules.case === 'lower';
  const segments = segmentsOf(start);
  const last = segments.pop() ?? '';
  // A full stop keeps the end from being read as that of a path.
  const folders = normalPath(['', ...segments, '.x'].join('/'), { ...rules, index: 'keep' }).slice(0, -2);
  return segmentStarts(last, isLower).map((text) => folders + text);
}

/** Returns the folder whose index file a pattern's beginning may mean: `/a/` of `/a/index.`; undefined for others. */
export function indexFolder(start: string): string | undefined {
  const end = start.lastIndexOf('/') + 1;
  return INDEX_START.test(start.slice(end)) ? start.slice(0, end) : undefined;
}

/**
 * Cuts a path to the maximum length. A cut path ends in a mark, never in a part of a segment, which could hide an
 * identifier.
 */
export function cutToLength(path: string): string {
  return path.length <= MAX_ENCODED_LENGTH
    ? path
    : `${path.slice(0, path.lastIndexOf('/', MAX_ENCODED_LENGTH))}/:token`;
}

/**
 * Browsers take a backslash for a slash, and drop tabs and line breaks. What is deeper than any page ends in a mark.
 */
function segmentsOf(path: string): string[] {
  const segments = path
    .replaceAll(/[\t\n\r]/g, '')
    .replaceAll('\\', '/')
    .split('/', MAX_SEGMENTS_READ + 2)
    .slice(1);
  if (segments.length > MAX_SEGMENTS_READ) segments[MAX_SEGMENTS_READ] = ':token';
  return segments;
}

/** Resolves `.` and `..`, also encoded; at the end they leave a folder. Empty segments count, as in browsers. */
function withoutDots(segments: readonly string[]): readonly string[] {
  if (!segments.some((segment) => segment.length <= 6 && (DOT.test(segment) || DOTS.test(segment))))
    return segments;
  const kept: string[] = [];
  for (const [at, segment] of segments.entries()) {
    const isDots = DOTS.test(segment);
    if (isDots) kept.pop();
    else if (!DOT.test(segment)) kept.push(segment);
    if (at === segments.length - 1 && (isDots || DOT.test(segment))) kept.push('');
  }
  return kept;
}

function withoutEmpty(segments: readonly string[]): readonly string[] {
  return segments.filter((segment, at) => segment !== '' || at === segments.length - 1);
}

/** Applies the rules to the last segments: an index file is its folder, a slash at the end is none. */
function foldEnd(segments: readonly string[], rules: PathRules): readonly string[] {
  const kept = [...segments];
  for (;;) {
    if (rules.trailingSlash === 'ignore') while (kept.length > 1 && kept.at(-1) === '') kept.pop();
    if (rules.index === 'keep' || !INDEX_FILE.test(kept.at(-1) ?? '')) return kept;
    kept[kept.length - 1] = '';
  }
}
