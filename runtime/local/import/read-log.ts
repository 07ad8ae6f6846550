/**
 * Reads a log as blocks of whole lines: a file or standard input, plain or gzip (detected by content), in bounded
 * memory.
 */
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { OperatorError } from '#core/operator-error';

/** Maximum length of a line in memory; a longer one counts as one unparseable line. */
export const MAX_LINE_BYTES = 1 << 20;
/** Small enough that the text of a block stays short-lived garbage: larger texts pile up. */
const READ_BYTES = 1 << 16;
const NEWLINE = 10;
const HEAD_BYTES = 1 << 16;
const HEAD_LINES = 50;

export interface Block {
  /** Whole lines with their newlines; the last line of a log may lack it. */
  readonly bytes: Buffer;
  /**
   * Part of a line longer than MAX_LINE_BYTES: `first` opens it, `rest` continues it, up to and including its newline.
   */
  readonly overlong?: 'first' | 'rest';
}

/** Thrown for data that contradicts its first bytes or ends too early. */
export class BrokenLogError extends OperatorError {
  override readonly name = 'BrokenLogError';
}

/** Yields the bytes of a log after decompression; `onRead` receives the number of bytes read from the file. */
export async function* openLog(
  file: string,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  const source: Readable =
    file === '-' ? process.stdin : createReadStream(file, { highWaterMark: READ_BYTES });
  const raw = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await raw.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  const all = countBytes(head, raw, onRead);
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* all;
    return;
  }
  const gunzip = createGunzip({ chunkSize: READ_BYTES });
  pipeline(Readable.from(all, { objectMode: false, highWaterMark: READ_BYTES }), gunzip, () => undefined);
  try {
    for await (const bytes of gunzip) yield bytes as Buffer;
  } catch {
    throw new BrokenLogError('its gzip data is damaged or incomplete');
  }
}

async function* countBytes(
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

/** Splits bytes into blocks at newlines. */
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
    if (carry.length > MAX_LINE_BYTES) {
      yield { bytes: carry, overlong: 'first' };
      overlong = true;
      carry = Buffer.alloc(0);
    }
  }
  if (carry.length > 0) yield { bytes: carry };
}

/** Returns the first lines of a log, of its first block, for the detection of its format. */
export function headOf(bytes: Buffer): readonly string[] {
  return bytes.toString('utf8', 0, HEAD_BYTES).split(/\r?\n/).slice(0, HEAD_LINES);
}
