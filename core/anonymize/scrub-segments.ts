/** The scrubber for paths, segment by segment. It may not know which paths are published: those never come here. */
import { isUnwritten } from './random-looking.ts';
import { scrub, scrubUnwrapped, UNREADABLE } from './scrub.ts';
import { withoutSplitNumbers } from './split-numbers.ts';
import { decodePercent, unwrap } from './unwrap.ts';

/** What follows these opens an account, confirms an address or ends a subscription. */
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
const MAX_WORDS = 3;
/** Deeper paths are folded there: no site has them, and it bounds the work. */
export const MAX_SEGMENTS = 32;
/** Longer than any identifier cut by slashes may stay. */
const MIN_TOKEN_LENGTH = 20;

/** Segments without identifiers; each stays one segment. What an encoded slash parts is looked at part by part. */
export function scrubSegments(segments: readonly string[]): readonly string[] {
  if (!segments.some((segment) => segment.includes('%'))) return scrubPlain(segments);
  const parts = segments.map((segment) => {
    const pieces = segment.includes('%') ? (decodePercent(segment)?.split('/') ?? []) : [];
    if (pieces.length < 2) return [segment];
    // Then as a whole: base64 holds slashes.
    const together = withoutSplitNumbers(pieces, pieces).join('/');
    return scrub(together).split('/');
  });
  const flat = parts.flat();
  if (flat.length > MAX_SEGMENTS) return scrubPlain(flat.map((piece) => encodeDelimiters('', piece)));
  const scrubbed = scrubPlain(flat);
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

/** Whether a segment is worth unwrapping for the words in it. */
function mayOpen(segment: string): boolean {
  return segment.length <= 200 && /res|ver|inv|conf|unsub|[^\w.~-]/i.test(segment);
}

/**
 * `reset`, `password-reset`, `verifyEmail.php`: at most three words, one of them an opener. A title about resets is
 * longer.
 */
function isOpener(plain: string): boolean {
  const head = plain.split(/[=:]/, 1)[0] ?? '';
  const words = head
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  return words.length <= MAX_WORDS && words.some((word) => OPENERS.has(word));
}

/** `verify=CODE` within one segment. */
function withoutSecret(segment: string, plain = UNREADABLE): string {
  const mark = /[=:]/.exec(plain);
  return mark === null ? scrub(segment) : `${scrub(plain.slice(0, mark.index))}${mark[0]}:token`;
}

/** What the scrubber decoded may not read as more path or query than came. */
function encodeDelimiters(segment: string, scrubbed: string): string {
  return scrubbed === segment
    ? segment
    : // eslint-disable-next-line no-control-regex
      scrubbed.replaceAll(/[/?#%\u0000-\u0020\u007f]/g, (character) => encodeURIComponent(character));
}

/** A number over several segments has digits, base64 of 20 and more capitals, digits or signs in two of them. */
function needsSecondLook(segments: readonly string[]): boolean {
  let signs = 0;
  for (const segment of segments) if (/[A-Z0-9+=%\u0080-\uffff]/.test(segment)) signs++;
  return signs > 1;
}

/** Base64 holds slashes: neighbours that only together are long enough for a token become tokens each. */
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
 * A piece of base64: found to be a token, unwritten, with its signs, or of mixed case. Written words and numbers are
 * none.
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

/** Too short to say; counts only between pieces. */
function isFiller(segment: string | undefined): boolean {
  return segment !== undefined && /^[A-Za-z0-9]{0,4}$/.test(segment);
}
