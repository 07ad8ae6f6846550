/** The port through which randomness enters the samplers. It may not make any: whoever calls brings it. */

/**
 * A uniform integer of `count` bits, 0 <= x < 2^count, independent of every one before; `count` is 1 or more.
 * Whatever a sampler guarantees, it guarantees for bits that are uniform and independent.
 */
export type RandomBits = (count: number) => bigint;

/** The same for up to 53 bits as a number, which costs less; a port may offer it, and then draws the same from either. */
export interface FastRandomBits extends RandomBits {
  small?(count: number): number;
}

/** Up to 53 bits as a number, by the port's own short way where it has one. */
export function smallBits(bits: FastRandomBits, count: number): number {
  return bits.small === undefined ? Number(bits(count)) : bits.small(count);
}
