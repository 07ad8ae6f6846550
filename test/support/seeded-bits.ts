/**
 * Seeded random bits: the same seed gives the same noise. For tests only; it may not be used for anything that is
 * released.
 */
import type { FastRandomBits } from '#core/disclosure/random-bits';

/** Bits of sfc32 (Chris Doty-Humphrey, PractRand, public domain), 128 bits of state. */
export function seededBits(seed: number): FastRandomBits {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88, 1];
  const word = (): number => {
    const mixed = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + mixed) | 0;
    return mixed >>> 0;
  };
  for (let round = 0; round < 16; round += 1) word();
  const small = (count: number): number => {
    if (count <= 32) return word() >>> (32 - count);
    return (word() >>> (64 - count)) * 4_294_967_296 + word();
  };
  const bits: FastRandomBits = (count) => {
    let value = 0n;
    let left = count;
    for (; left > 53; left -= 48) value = (value << 48n) | BigInt(small(48));
    return (value << BigInt(left)) | BigInt(small(left));
  };
  bits.small = small;
  return bits;
}
