/** The parts of unbzip2-stream 1.4.3 that its own stream is made of; it has no types. */
declare module 'unbzip2-stream/lib/bit_iterator.js' {
  /** Reads `count` bits; `null` skips to the next whole byte. */
  export interface BitIterator {
    (count: number | null): number;
    /** Bytes of which at least one bit was read. */
    bytesRead: number;
  }
  /** `nextBuffer` is called once at the start, and whenever the last buffer is used up. */
  export default function bitIterator(nextBuffer: () => Uint8Array): BitIterator;
}

declare module 'unbzip2-stream/lib/bzip2.js' {
  import type { BitIterator } from 'unbzip2-stream/lib/bit_iterator.js';
  const bzip2: {
    /** Reads a stream's header, and returns its level, 1 to 9; throws for anything else. */
    header(bits: BitIterator): number;
    /** Unpacks one block; returns the stream's check sum so far, null behind the last block. */
    decompress(
      bits: BitIterator,
      write: (byte: number) => void,
      work: Int32Array,
      workSize: number,
      crc: number,
    ): number | null;
  };
  export default bzip2;
}
