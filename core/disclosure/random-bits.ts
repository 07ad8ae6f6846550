/** The port through which randomness enters the samplers. It may not generate any: the caller provides it. */

/**
 * Returns a uniform integer of `count` bits, 0 <= x < 2^count, independent of all earlier ones; `count` is 1 or more.
 * The guarantees of the samplers hold for bits that are uniform and independent.
 */
export type RandomBits = (count: number) => bigint;

/** An optional faster variant, which returns up to 53 bits as a number. It draws the same bits as the other. */
export interface FastRandomBits extends RandomBits {
  small?(count: number): number;
}

/**
 * Returns the error that samplers throw on an event of probability below 1e-300 under random bits: a stuck generator
 * then causes an error rather than an endless loop, and exactness loses no more than that small probability.
 */
export function createRandomnessError(): Error {
  return new Error('the random bits are not random: nothing was drawn; check the generator of the system');
}

/** Draws up to 53 bits as a number, with the faster variant where the port has one. */
export function smallBits(bits: FastRandomBits, count: number): number {
  return bits.small === undefined ? Number(bits(count)) : bits.small(count);
}
