/**
 * A log as blocks of whole lines: file or standard input, plain or gzip (told by content), in bounded memory.
 * It may not know a format, nor keep a line.
 */
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { OperatorError } from '#core/operator-error';

/** Longest line that is held; a longer one is one unparseable line. */
export const LONGEST_LINE = 1 << 20;
/** Small enough that the text of a block is short-lived to the garbage collector: larger ones pile up. */
const READ = 1 << 16;
const NEWLINE = 10;

export interface Block {
  /** Whole lines with their newlines; the last line of a log may lack it. */
  readonly bytes: Buffer;
  /** Part of a line longer than LONGEST_LINE: `first` opens it, `rest` goes on with it, up to and with its newline. */
  readonly overlong?: 'first' | 'rest';
}

/** Data that is not what its first bytes promise, or ends too early. */
export class BrokenLogError extends OperatorError {
  override readonly name = 'BrokenLogError';
}

/** Bytes of a log after decompression; `onRead` is told how many bytes of the file were taken. */
export async function* openLog(
  file: string,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  const source: Readable = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: READ });
  const raw = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await raw.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  const all = counted(head, raw, onRead);
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* all;
    return;
  }
  const gunzip = createGunzip({ chunkSize: READ });
  pipeline(Readable.from(all, { objectMode: false, highWaterMark: READ }), gunzip, () => undefined);
  try {
    for await (const bytes of gunzip) yield bytes as Buffer;
  } catch {
    throw new BrokenLogError('its gzip data is damaged or incomplete');
  }
}

async function* counted(
  head: Buffer,
  rest: AsyncIterator<Buffer>,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) {
      onRead(head.length);
      yield head;
    }
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      onRead(next.value.length);
      yield next.value;
    }
  } finally {
    await rest.return?.();
  }
}

/** Cuts bytes into blocks at newlines. */
export async function* blocksOfLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Block> {
  let carry: Buffer = Buffer.alloc(0);
  let overlong = false;
  for await (const chunk of chunks) {
    let bytes: Buffer = chunk;
    if (overlong) {
      const end = bytes.indexOf(NEWLINE) + 1;
      yield { bytes: end === 0 ? bytes : bytes.subarray(0, end), overlong: 'rest' };
      if (end === 0) continue;
      overlong = false;
      bytes = bytes.subarray(end);
    }
    if (carry.length > 0) bytes = Buffer.concat([carry, bytes]);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    if (end > 0) yield { bytes: bytes.subarray(0, end) };
    carry = bytes.subarray(end);
    if (carry.length > LONGEST_LINE) {
      yield { bytes: carry, overlong: 'first' };
      overlong = true;
      carry = Buffer.alloc(0);
    }
  }
  if (carry.length > 0) yield { bytes: carry };
}
