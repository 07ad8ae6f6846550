/**
 * The normal form of a path: one spelling per page, from every door (RFC 3986, 6.2.2; the URL standard). It may not
 * scrub, so its results may not be kept.
 */
import type { PathRules } from './path-rules.ts';
import { pathText } from './path-text.ts';
import { MAX_ENCODED_LENGTH } from './unwrap.ts';

/** Paths of which only the end has to be looked at: no segment is empty or begins with a full stop. */
const COMMON = /^(?:\/[\w~!$&'()*+,=:@-][\w.~!$&'()*+,=:@-]*)+\/?$/;
/** Maximum length of these: none is too deep. */
const MAX_COMMON_LENGTH = 80;
/** Paths whose characters are spelled as they are. */
const USUAL = /^[\w.~!$&'()*+,=:@/-]*$/;
/** What splits a path in another way than slashes: matrix parameters, and what browsers change; or no slash first. */
const STRUCTURE = /[;\\\t\n\r]|^(?!\/)/;
/** A segment that may become a dot segment, once its matrix parameters are gone. */
const ANY_DOT = /[/\\](?:\.|%2e){1,2}(?:[/\\;]|$)/i;
/** Maximum number of segments that are read, more than are kept. It bounds the work. */
const MAX_SEGMENTS_READ = 40;
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
  if (path === '/') return path;
  if (path.length <= MAX_COMMON_LENGTH && rules.case === 'keep' && COMMON.test(path)) {
    const whole = rules.trailingSlash === 'ignore' && path.endsWith('/') ? path.slice(0, -1) : path;
    if (!mayBeIndex(whole)) return whole;
  }
  const cut = cutDeep(cutToLength(path));
  if (ANY_DOT.test(cut)) return readPath(withoutDots(segmentsOf(cut)), rules);
  const short = cut.includes('//') ? cut.replaceAll(/\/{2,}/g, '/') : cut;
  if (short === '/') return short;
  if (STRUCTURE.test(short)) return readPath(segmentsOf(short), rules);
  const isLower = rules.case === 'lower';
  const text = isLower || !USUAL.test(short) ? pathText(short, isLower) : short;
  const whole = rules.trailingSlash === 'ignore' && text.endsWith('/') ? text.slice(0, -1) : text;
  if (!mayBeIndex(whole)) return cutToLength(whole);
  return cutToLength(`/${foldEnd(segmentsOf(whole), rules).join('/')}`);
}

/** Reads segments without dot segments; without its parameters one may turn out to be one. */
function readPath(segments: readonly string[], rules: PathRules): string {
  const path = segments.join('/').replaceAll(/;[^/]*/g, '');
  const texts = pathText(path, rules.case === 'lower').split('/');
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
  const segments = segmentsOf(start);
  const last = pathText(segments.pop() ?? '', rules.case === 'lower');
  // A full stop keeps the end from being read as that of a path.
  const folders = normalPath(['', ...segments, '.x'].join('/'), { ...rules, index: 'keep' }).slice(0, -2);
  // A space at the end may be one between words.
  const isSpaced = /(?<!%20)%20$/.test(last);
  return [folders + last, ...(isSpaced ? [folders + last.replace(/%20$/, ' ')] : [])];
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

/** Cuts a path that is deeper than any page, in a mark as one that is too long. */
function cutDeep(path: string): string {
  if (path.length <= MAX_SEGMENTS_READ) return path;
  let end = 0;
  for (let slashes = 1; slashes <= MAX_SEGMENTS_READ; slashes++) {
    end = path.indexOf('/', end + 1);
    if (end < 0) return path;
  }
  return path.includes('/', end + 1) ? `${path.slice(0, end)}/:token` : path;
}

/** Browsers take a backslash for a slash, and drop tabs and line breaks. */
function segmentsOf(path: string): string[] {
  return path
    .replaceAll(/[\t\n\r]/g, '')
    .replaceAll('\\', '/')
    .split('/')
    .slice(1);
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
