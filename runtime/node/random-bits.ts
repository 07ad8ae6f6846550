/** Random bits from the operating system's generator. It may not be seeded, and no bit is returned twice. */
import { randomFillSync } from 'node:crypto';
import type { FastRandomBits } from '#core/disclosure/random-bits';

const BLOCK_BYTES = 8192;

/**
 * Returns a source of uniform, independent bits by crypto.randomFillSync, drawn in blocks; bits are overwritten once
 * they were returned. Create one per release and drop it afterwards: a process image captured with a filled block would
 * draw the same noise wherever it is restored. Throws a RangeError for a count that is not a whole number of 1 or more.
 */
export function createSystemBits(): FastRandomBits {
  const block = new Uint8Array(BLOCK_BYTES);
  let at = BLOCK_BYTES;
  const byte = (): number => {
    if (at === BLOCK_BYTES) {
      randomFillSync(block);
      at = 0;
    }
    const value = block[at] as number;
    block[at] = 0;
    at += 1;
    return value;
  };
  const small = (count: number): number => {
    if (!(count >= 1 && count <= 53 && Number.isInteger(count)))
      throw new RangeError('a small draw has 1 to 53 bits');
    let bitsLeft = count % 8;
    let value = bitsLeft === 0 ? 0 : byte() & ((1 << bitsLeft) - 1);
    for (bitsLeft = count - bitsLeft; bitsLeft > 0; bitsLeft -= 8) value = value * 256 + byte();
    return value;
  };
  const bits: FastRandomBits = (count) => {
    if (!(count >= 1 && Number.isInteger(count)))
      throw new RangeError('random bits are drawn one or more at a time');
    let bitsLeft = count % 48;
    let value = bitsLeft === 0 ? 0n : BigInt(small(bitsLeft));
    for (bitsLeft = count - bitsLeft; bitsLeft > 0; bitsLeft -= 48)
      value = (value << 48n) | BigInt(small(48));
    return value;
  };
  bits.small = small;
  return bits;
}
