/** Finds, in a block of whole lines, where the lines end that were counted before. */
import type { KnownPrefix } from './known-prefix.ts';

const NEWLINE = 10;

/** Returns the offset of the first line that is not counted yet, in a block that starts at byte `start` of its log. */
export function firstNewLine(bytes: Buffer, start: number, match: KnownPrefix | undefined): number {
  if (match === undefined || start >= match.prefix.length) return 0;
  const inBlock = match.prefix.length - start;
  return inBlock >= bytes.length || match.wholeLines ? inBlock : lineEnd(bytes, inBlock);
}

/** Returns where the lines end that start before byte `length` of the log. */
export function countedEnd(bytes: Buffer, start: number, length: number): number {
  if (length <= start) return 0;
  return length - start >= bytes.length ? bytes.length : lineEnd(bytes, length - start);
}

/** Returns the offset of the line that comes `lines` lines after the one at `from`. */
export function lineStart(bytes: Buffer, from: number, lines: number): number {
  let at = from;
  for (let line = 0; line < lines; line += 1) at = bytes.indexOf(NEWLINE, at) + 1;
  return at;
}

/** Returns the offset behind the line that the byte before `at` is part of. */
function lineEnd(bytes: Buffer, at: number): number {
  const newline = bytes.indexOf(NEWLINE, at - 1);
  return newline < 0 ? bytes.length : newline + 1;
}
