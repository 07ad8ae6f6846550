/** Reads a log as blocks of whole lines, in bounded memory. */
/** Maximum length of a line in memory; a longer one counts as one unparseable line. */
export const MAX_LINE_BYTES = 1 << 20;
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
