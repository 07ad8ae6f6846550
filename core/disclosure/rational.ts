/**
 * Rational numbers, as parameters of samplers and shares of a budget. They may not be rounded, except by `toNumber`.
 */

export interface Rational {
  readonly numerator: bigint;
  /** Greater than 0. */
  readonly denominator: bigint;
}

/** Creates a rational number. Throws a RangeError where the denominator is not positive. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator <= 0n) throw new RangeError('the denominator of a rational number is positive');
  return { numerator, denominator };
}

/**
 * Returns a negative number, 0 or a positive number as the first is less than, equal to or greater than the second;
 * exact.
 */
export function compare(one: Rational, other: Rational): number {
  const [left, right] = [one.numerator * other.denominator, other.numerator * one.denominator];
  return left < right ? -1 : Number(left > right);
}

/** Throws a RangeError that names the parameter where it is not greater than 0. */
export function requirePositive(name: string, { numerator, denominator }: Rational): void {
  if (numerator <= 0n || denominator <= 0n)
    throw new RangeError(`${name} is a rational number greater than 0`);
}

/**
 * Returns the nearest double, ties to even, below 2^1000 and above 2^-1000. It preserves order: exact a <= b gives a <=
 * b.
 */
export function toNumber({ numerator, denominator }: Rational): number {
  const size = numerator < 0n ? -numerator : numerator;
  if (size <= MAX_SAFE && denominator <= MAX_SAFE) return Number(numerator) / Number(denominator);
  const shift = 66 + bitLength(denominator) - bitLength(size);
  const over = shift > 0 ? size << BigInt(shift) : size;
  const under = shift < 0 ? denominator << BigInt(-shift) : denominator;
  // At least 65 bits, the last of which is set where any were cut off: Number rounds to 53 of them.
  const quotient = (over / under) | (over % under === 0n ? 0n : 1n);
  return Number(numerator < 0n ? -quotient : quotient) * 2 ** -shift;
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Returns the number of bits of a whole number that is not negative; 0 has none. */
export function bitLength(n: bigint): number {
  if (n === 0n) return 0;
  const digits = n.toString(16);
  return 4 * digits.length - Math.clz32(Number.parseInt(digits.charAt(0), 16)) + 28;
}
