/** The port through which randomness enters the samplers. It may not make any: whoever calls brings it. */

/**
 * A uniform integer of `count` bits, 0 <= x < 2^count, independent of every one before; `count` is 1 or more.
 * Whatever a sampler guarantees, it guarantees for bits that are uniform and independent.
 */
export type RandomBits = (count: number) => bigint;

/**
 * The same for up to 53 bits as a number, which costs less; a port may offer it, and then draws the same from either.
 */
export interface FastRandomBits extends RandomBits {
  small?(count: number): number;
}

/**
 * What samplers throw where something came that random bits give with a probability below 1e-300: a generator that is
 * stuck ends in an error and not in a loop without end, and so small a probability is all that exactness loses by it.
 */
export function notRandom(): Error {
  return new Error('the random bits are not random: nothing was drawn; check the generator of the system');
}

/** Up to 53 bits as a number, by the port's own short way where it has one. */
export function smallBits(bits: FastRandomBits, count: number): number {
  return bits.small === undefined ? Number(bits(count)) : bits.small(count);
}
