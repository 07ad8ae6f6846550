/** The whole square root. Floating point may only provide a first guess, which is then corrected. */

/**
 * Returns floor(sqrt(n)), exact for every n >= 0: Newton's iteration on whole numbers descends to the root from any
 * start at or above it (Cohen, A Course in Computational Algebraic Number Theory, algorithm 1.7.1). Throws a RangeError
 * for n < 0.
 */
export function integerRoot(n: bigint): bigint {
  if (n < 0n) throw new RangeError('a square root is asked of a number that is not negative');
  if (n < 2n) return n;
  let root = start(n);
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/**
 * Returns a start that is not below the root: the double's root plus more than its error, or a power of two where n is
 * too large for a double.
 */
function start(n: bigint): bigint {
  const guess = Math.sqrt(Number(n));
  if (guess < 2 ** 500) return BigInt(Math.ceil(guess * (1 + 2 ** -50))) + 1n;
  return 1n << BigInt(2 * n.toString(16).length);
}
