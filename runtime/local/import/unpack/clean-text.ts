/**
 * Turns what a log's bytes may be into the text that its server wrote: without byte order marks, and without the runs
 * of NUL that `copytruncate` or a crash leaves where nothing was written.
 */
import { TextDecoder } from 'node:util';
import { hasUtf16Mark } from './magic-bytes.ts';

const NEWLINE = 10;
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
/** Fewer NULs within a line are part of it: whoever sends one cannot start a line. */
const HOLE_BYTES = 16;
const BREAK = Buffer.from('\n');

/** Yields UTF-8 for a text that may be UTF-16 with a byte order mark, without the mark of either. */
export async function* decodeText(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0);
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    let bytes = chunk;
    if (head !== undefined) {
      bytes = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (bytes.length < MARK.length) {
        head = bytes;
        continue;
      }
      head = undefined;
      if (hasUtf16Mark(bytes)) decoder = new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be');
      else if (bytes.subarray(0, MARK.length).equals(MARK)) bytes = bytes.subarray(MARK.length);
    }
    if (decoder !== undefined) bytes = Buffer.from(decoder.decode(bytes, { stream: true }));
    if (bytes.length > 0) yield bytes;
  }
  if (head !== undefined && head.length > 0) yield head;
}

/** Yields the bytes without NULs at the start of a line; a longer run of them within a line ends it. */
export async function* closeHoles(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  /** NULs at the end of the last chunk, not yielded yet. */
  let nuls = 0;
  let last = NEWLINE;
  for await (const bytes of chunks) {
    if (nuls === 0 && bytes.indexOf(0) < 0) {
      last = bytes.at(-1) ?? last;
      yield bytes;
      continue;
    }
    for (let at = 0; at < bytes.length;) {
      if (bytes[at] === 0) {
        nuls += 1;
        at += 1;
        continue;
      }
      if (nuls > 0 && last !== NEWLINE) {
        if (nuls < HOLE_BYTES) yield Buffer.alloc(nuls);
        else if (bytes[at] !== NEWLINE) yield BREAK;
      }
      nuls = 0;
      const next = bytes.indexOf(0, at);
      const end = next < 0 ? bytes.length : next;
      yield bytes.subarray(at, end);
      last = bytes[end - 1] ?? last;
      at = end;
    }
  }
}
