/**
 * Unpacks bzip2: streams one after another (pbzip2 writes many), block by block. A block unpacks to 46 MB at most.
 * Slow: some megabytes per second.
 */
import bitIterator, { type BitIterator } from 'unbzip2-stream/lib/bit_iterator.js';
import bzip2 from 'unbzip2-stream/lib/bzip2.js';
import { BrokenLogError } from '../broken-log-error.ts';

/** More than a block of the largest size takes where its bytes cannot be compressed. */
const MAX_BLOCK_BYTES = 1_100_000;
const BLOCK_STEP = 100_000;
const OUT_BYTES = 1 << 16;

export async function* unpackBzip2(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const input = new PackedBits(packed);
  try {
    while (await input.fill()) {
      const level = attempt(() => bzip2.header(input.bits));
      const size = BLOCK_STEP * level;
      const work = new Int32Array(size);
      for (let crc: number | null = 0; crc !== null;) {
        await input.fill();
        const out = new OutputBytes();
        const before: number = crc;
        crc = attempt(() => bzip2.decompress(input.bits, (byte) => out.add(byte), work, size, before));
        yield* out.chunks();
      }
    }
  } finally {
    await input.close();
  }
}

/** The package reads bits when it wants them: a block's bytes must be there before it starts. */
class PackedBits {
  readonly bits: BitIterator;
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #queue: Buffer[] = [Buffer.alloc(0)];
  #fed = 0;
  #isAtEnd = false;

  constructor(packed: AsyncIterable<Buffer>) {
    this.#chunks = packed[Symbol.asyncIterator]();
    this.bits = bitIterator(() => {
      const next = this.#queue.shift();
      if (next === undefined) throw new BrokenLogError('its bzip2 data is incomplete: it ends too early');
      return next;
    });
  }

  /** Provides for a block, where there is so much; returns whether anything is left. */
  async fill(): Promise<boolean> {
    while (!this.#isAtEnd && this.#fed - this.bits.bytesRead < MAX_BLOCK_BYTES) {
      const next = await this.#chunks.next();
      if (next.done === true) this.#isAtEnd = true;
      else if (next.value.length > 0) {
        this.#queue.push(next.value);
        this.#fed += next.value.length;
      }
    }
    return this.bits.bytesRead < this.#fed;
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}

class OutputBytes {
  readonly #full: Buffer[] = [];
  #last = Buffer.allocUnsafe(OUT_BYTES);
  #length = 0;

  add(byte: number): void {
    if (this.#length === OUT_BYTES) {
      this.#full.push(this.#last);
      this.#last = Buffer.allocUnsafe(OUT_BYTES);
      this.#length = 0;
    }
    this.#last[this.#length++] = byte;
  }

  chunks(): readonly Buffer[] {
    return this.#length === 0 ? this.#full : [...this.#full, this.#last.subarray(0, this.#length)];
  }
}

/** Runs a step of the package, whose errors say nothing to a user. */
function attempt<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw error instanceof BrokenLogError ? error : new BrokenLogError('its bzip2 data is damaged');
  }
}
