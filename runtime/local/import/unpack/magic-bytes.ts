/** Recognises what a file is by its first bytes. It may not look at a name. */
import { BrokenLogError, NoLogError } from '../broken-log-error.ts';

export type PackedKind = 'gzip' | 'zstd' | 'xz' | 'bzip2';

/** Bytes that are looked at: a tar archive says so at byte 257. */
export const HEAD_BYTES = 512;

type Start = readonly number[] | string;

const PACKED: readonly (readonly [PackedKind, Start])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
];
/** The header of bzip2 is text; what follows it is not: the first block, or the end of nothing. */
const BZIP2 = /^BZh[1-9]$/;
const BZIP2_NEXT: readonly Start[] = ['1AY&SY', [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]];
/** Skippable frames of Zstandard, with which pzstd begins (RFC 8878, section 3.1.2): one of 16 first bytes. */
const SKIPPABLE = [0x2a, 0x4d, 0x18];

/** Returns how a file is compressed; `plain` where it is not, or in a way that is not read. */
export function findKind(head: Buffer): PackedKind | 'plain' {
  const isBzip2 = BZIP2.test(head.toString('latin1', 0, 4));
  if (isBzip2 && BZIP2_NEXT.some((start) => startsWith(head.subarray(4), start))) return 'bzip2';
  if ((head[0] ?? 0) >> 4 === 5 && startsWith(head.subarray(1), SKIPPABLE)) return 'zstd';
  return PACKED.find(([, start]) => startsWith(head, start))?.[0] ?? 'plain';
}

const UNPACK = 'unpack it, and import the logs that were in it';
const FOREIGN: readonly (readonly [string, string, Start])[] = [
  ['a zip archive', UNPACK, 'PK\x03\x04'],
  ['a zip archive', UNPACK, 'PK\x05\x06'],
  ['a 7z archive', UNPACK, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['a rar archive', UNPACK, 'Rar!\x1a\x07'],
  ['compressed by lz4', 'unpack it with lz4 -d', [0x04, 0x22, 0x4d, 0x18]],
  ['compressed by lzip', 'unpack it with lzip -d', 'LZIP'],
  ['compressed by lzop', 'unpack it with lzop -d', [0x89, 0x4c, 0x5a, 0x4f, 0x00]],
  ['compressed by lzma', 'unpack it with xz -d --format=lzma', [0x5d, 0x00, 0x00]],
  ['compressed by compress', 'unpack it with gzip -d', [0x1f, 0x9d]],
  ['a journal of systemd', 'write its lines with journalctl -o cat, and import these', 'LPKSHHRH'],
  ['an event log of Windows', 'import the logs of the web server instead', 'ElfFile\0'],
  ['a Parquet file', 'import the logs that it was made from', 'PAR1'],
  ['a database of SQLite', 'import the logs of the web server instead', 'SQLite format 3\0'],
];
const TAR = { at: 257, magic: 'ustar' };

/** Returns why bytes that begin with `head` are no log, and what to do; undefined where they may be one. */
export function refusalOf(head: Buffer, wasPacked: boolean): BrokenLogError | undefined {
  if (head.toString('latin1', TAR.at, TAR.at + TAR.magic.length) === TAR.magic)
    return new BrokenLogError(`it is a tar archive: ${UNPACK}`);
  if (wasPacked && findKind(head) !== 'plain')
    return new BrokenLogError('it is compressed twice: unpack it once');
  const foreign = FOREIGN.find(([, , start]) => startsWith(head, start));
  if (foreign !== undefined) return new BrokenLogError(`it is ${foreign[0]}: ${foreign[1]}`);
  return isText(head)
    ? undefined
    : new NoLogError('it is no text: import reads logs of web servers, line by line');
}

function startsWith(head: Buffer, start: Start): boolean {
  const bytes = typeof start === 'string' ? Buffer.from(start, 'latin1') : Buffer.from(start);
  return head.subarray(0, bytes.length).equals(bytes);
}

/** Long runs of NUL are holes in a log, not its text. */
const HOLE = /\0{16,}|^\0+/g;

/** Whether at most one of 20 bytes is a control character; UTF-16 with its byte order mark is text. */
function isText(head: Buffer): boolean {
  if (hasUtf16Mark(head)) return true;
  const bytes = Buffer.from(head.toString('latin1').replaceAll(HOLE, ''), 'latin1');
  return bytes.filter(isControl).length * 20 <= bytes.length;
}

/** Whether no text has this byte: neither white space nor an escape sequence. */
function isControl(byte: number): boolean {
  return (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b) || byte === 0x7f;
}

/** Whether a text begins with the byte order mark of UTF-16. */
export function hasUtf16Mark(head: Buffer): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}
