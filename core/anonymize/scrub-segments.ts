/** The scrubber for paths, segment by segment. Published paths never arrive here. */
import { openingOf, type Opening } from './openers.ts';
import { encodeUnsafe } from './path-text.ts';
import { isAnnounced, isDoiPrefix } from './publications.ts';
import { isUnwritten } from './random-looking.ts';
import { isOpened, markOf } from './records.ts';
import { scrub } from './scrub.ts';
import { withoutSplitNumbers } from './split-numbers.ts';
import { decodePercent, unwrap } from './unwrap.ts';

/** Number of segments after a word of records or births that may be what it announces. */
const REACH = 3;
/** A few letters beside a token are the number of its user in base64: `/reset/MQ/5x3-0f2a9`. */
const UID = /^(?=.*[A-Z\d])[A-Za-z\d]{1,4}$/;
/** Segments before the scope of a package, which looks like the name of a user. */
const PACKAGES = /^(?:packages?|npm|pkg|modules?|node_modules|esm|dist|docs|api)$/;
/** Maximum depth; deeper paths are cut there. No real site has them, and it bounds the work. */
export const MAX_SEGMENTS = 32;
/** Parts of a segment that are examined: one more than are kept, as with segments. */
const MAX_PIECES = MAX_SEGMENTS + 1;
/** Minimum length of a token; no identifier of this length may stay because slashes split it. */
const MIN_TOKEN_LENGTH = 20;

/** Scrubs segments; each stays one segment. Parts of a segment between encoded slashes are examined one by one. */
export function scrubSegments(segments: readonly string[]): readonly string[] {
  if (!segments.some((segment) => segment.includes('%'))) return scrubPlain(segments);
  const parts = segments.map((segment) => {
    const pieces = segment.includes('%') ? (decodePercent(segment)?.split('/', MAX_PIECES) ?? []) : [];
    if (pieces.length < 2) return [segment];
    // Then as a whole, because base64 contains slashes.
    const together = withoutSplitNumbers(pieces, pieces).join('/');
    return scrub(together).split('/');
  });
  const flat = parts.flat();
  const scrubbed = scrubPlain(flat);
  if (flat.length > MAX_SEGMENTS)
    return scrubbed.map((piece, at) => (piece === flat[at] ? encodeDelimiters('', piece) : piece));
  let from = 0;
  return parts.map((pieces, at) => {
    const segment = segments[at] ?? '';
    const after = scrubbed.slice(from, (from += pieces.length));
    if (pieces.length === 1 && pieces[0] === segment) return after[0] ?? '';
    const isUnchanged =
      pieces.join('/') === decodePercent(segment) && pieces.every((piece, index) => piece === after[index]);
    return isUnchanged
      ? segment
      : after
          .map((piece, index) => (piece === pieces[index] ? encodeDelimiters('', piece) : piece))
          .join('%2F');
  });
}

function scrubPlain(segments: readonly string[]): readonly string[] {
  if (segments.length > MAX_SEGMENTS) return [...scrubPlain(segments.slice(0, MAX_SEGMENTS)), ':token'];
  let opening: Opening;
  let reach = 0;
  let isDoi = false;
  let isToken = false;
  const uids: number[] = [];
  const last = segments.length - 1;
  const scrubbed = segments.map((segment, at) => {
    if (segment === '') return segment;
    if (isDoiPrefix(segment)) {
      isDoi = true;
      return segment;
    }
    if (isDoi ? isPublicationOnly(segment) : at > 0 && isAnnounced(segment, segments[at - 1] ?? ''))
      return segment;
    if (opening !== undefined) {
      const plain = unwrap(segment);
      if (plain === undefined ? opening === 'token' : isOpened(plain, opening)) {
        isToken ||= opening === 'token';
        return markOf(opening);
      }
      if (opening === 'token' && UID.test(segment)) uids.push(at);
    }
    if (at < last) {
      const next = openingOf(segment.includes('%') ? (unwrap(segment) ?? '') : segment);
      if (next !== undefined && opening !== 'token') [opening, reach] = [next, at + REACH];
      else if (at >= reach && opening !== 'token') opening = undefined;
    }
    if (segment.startsWith('@') && at > 0 && PACKAGES.test(segments[at - 1] ?? '')) return segment;
    return encodeDelimiters(segment, scrub(segment));
  });
  if (isToken) for (const at of uids) scrubbed[at] = ':token';
  return needsSecondLook(segments) && !isDoi
    ? withoutSplitNumbers(segments, withoutSplitTokens(segments, scrubbed))
    : scrubbed;
}

/** Whether a segment behind the prefix of a DOI holds no more than numbers, as the names of articles do. */
function isPublicationOnly(segment: string): boolean {
  return !/[@%=]/.test(segment) && !/:(?!number|phone|card|ip|token)/.test(scrub(segment));
}

/** Encodes delimiters again, so that decoded text does not read as more path or query than before. */
function encodeDelimiters(segment: string, scrubbed: string): string {
  return scrubbed === segment ? segment : encodeUnsafe(scrubbed);
}

/**
 * Whether several segments together could hold an identifier: a split number has digits, and split base64 has capitals,
 * digits or signs, in at least two segments.
 */
function needsSecondLook(segments: readonly string[]): boolean {
  let signs = 0;
  for (const segment of segments) if (/[A-Z0-9+=%\u0080-\uffff]/.test(segment)) signs++;
  return signs > 1;
}

/** Replaces neighbouring segments by tokens where they form a token only together, because base64 contains slashes. */
function withoutSplitTokens(segments: readonly string[], scrubbed: readonly string[]): readonly string[] {
  const result = [...scrubbed];
  const pieces = segments.map((segment, at) => isPiece(segment, scrubbed[at]));
  for (let start = 0; start < segments.length; start++) {
    if (pieces[start] !== true) continue;
    let end = start + 1;
    for (let at = end; pieces[at] === true || isFiller(segments[at]); at++)
      if (pieces[at] === true) end = at + 1;
    const run = segments.slice(start, end).join('/');
    if (end - start > 1 && run.length >= MIN_TOKEN_LENGTH && isUnwritten(run, 0.4))
      result.fill(':token', start, end);
    start = end;
  }
  return result;
}

/**
 * Whether a segment can be a piece of base64: already a token, generated, with its signs, or of mixed case. Written
 * words and numbers are not.
 */
function isPiece(segment: string | undefined, scrubbed: string | undefined): boolean {
  if (segment === undefined || !/^[A-Za-z0-9+=_-]+$/.test(segment)) return false;
  if (scrubbed === ':token' || /[+=]/.test(segment) || isUnwritten(segment, 0.4)) return true;
  return (
    segment.length <= 8 &&
    /[A-Z0-9]/.test(segment) &&
    !/^(\d+|[A-Z]?[a-z]+|[a-z]+\d{1,4}|[A-Z]{2,})$/.test(segment)
  );
}

/** Whether a segment is too short to tell; it counts only between pieces. */
function isFiller(segment: string | undefined): boolean {
  return segment !== undefined && /^[A-Za-z0-9]{0,4}$/.test(segment);
}
