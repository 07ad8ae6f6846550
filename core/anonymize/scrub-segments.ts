/** The scrubber for paths, segment by segment. Published paths never arrive here. */
import { encodeUnsafe } from './path-text.ts';
import { isUnwritten } from './random-looking.ts';
import { scrub, scrubUnwrapped, UNREADABLE } from './scrub.ts';
import { withoutSplitNumbers } from './split-numbers.ts';
import { decodePercent, unwrap } from './unwrap.ts';

/** Words after which a segment opens an account, confirms an address or ends a subscription. */
const OPENERS = new Set([
  'reset',
  'resets',
  'verify',
  'verification',
  'invite',
  'invites',
  'invitation',
  'invitations',
  'confirm',
  'confirmation',
  'unsubscribe',
]);
/** Each opener holds one of these, so that most texts need not be taken apart. */
const OPENER_STEM = /reset|verif|invit|confirm|unsubscribe/i;
const MAX_WORDS = 3;
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
  let opened = false;
  const scrubbed = segments.map((segment) => {
    if (segment === '') return segment;
    if (opened) return ':token';
    if (!mayOpen(segment)) return encodeDelimiters(segment, scrub(segment));
    const plain = unwrap(segment);
    opened = isOpener(plain ?? '');
    return encodeDelimiters(segment, opened ? withoutSecret(segment, plain) : scrubUnwrapped(segment, plain));
  });
  return needsSecondLook(segments)
    ? withoutSplitNumbers(segments, withoutSplitTokens(segments, scrubbed))
    : scrubbed;
}

/** Whether a segment may contain an opener and is worth unwrapping. */
function mayOpen(segment: string): boolean {
  return segment.length <= 200 && /res|ver|inv|conf|unsub|[^\w.~-]/i.test(segment);
}

/**
 * Whether a text is an opener, as `reset`, `password-reset`, `verifyEmail.php`: at most three words, one of them on the
 * list. A title about resets is longer.
 */
function isOpener(plain: string): boolean {
  if (!OPENER_STEM.test(plain)) return false;
  const head = plain.split(/[=:]/, 1)[0] ?? '';
  const words = head
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  return words.length <= MAX_WORDS && words.some((word) => OPENERS.has(word));
}

/** Replaces the code of `verify=CODE` within one segment. */
function withoutSecret(segment: string, plain = UNREADABLE): string {
  const mark = /[=:]/.exec(plain);
  return mark === null ? scrub(segment) : `${scrub(plain.slice(0, mark.index))}${mark[0]}:token`;
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
