/**
 * SHA-256's compression of one block (FIPS 180-4, 6.2.2), because node:crypto shows no state between blocks. For tests:
 * it is checked against node:crypto, and slow.
 */
const PRIMES: number[] = [];
for (let n = 2; PRIMES.length < 64; n += 1) if (PRIMES.every((prime) => n % prime !== 0)) PRIMES.push(n);
/** The first 32 bits of the fraction of a root (FIPS 180-4, 4.2.2 and 5.3.3). */
const fraction = (root: number) => Math.floor((root % 1) * 2 ** 32) >>> 0;
const K = PRIMES.map((prime) => fraction(Math.cbrt(prime)));
const INITIAL = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const rotate = (x: number, n: number) => (x >>> n) | (x << (32 - n));

/** Returns the state after a first block of 64 bytes, and a second where there is one: eight words, big-endian. */
export function digestWords(blocks: Buffer): Buffer {
  let state = INITIAL;
  for (let at = 0; at < blocks.length; at += 64) state = compress(state, blocks.subarray(at, at + 64));
  const words = Buffer.alloc(32);
  for (const [n, word] of state.entries()) words.writeUInt32BE(word >>> 0, 4 * n);
  return words;
}

function compress(state: readonly number[], block: Buffer): number[] {
  const w = Array.from({ length: 16 }, (_, n) => block.readInt32BE(4 * n));
  const at = (n: number) => w[n] ?? 0;
  for (let n = 16; n < 64; n += 1) {
    const s0 = rotate(at(n - 15), 7) ^ rotate(at(n - 15), 18) ^ (at(n - 15) >>> 3);
    const s1 = rotate(at(n - 2), 17) ^ rotate(at(n - 2), 19) ^ (at(n - 2) >>> 10);
    w.push((at(n - 16) + s0 + at(n - 7) + s1) | 0);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let n = 0; n < 64; n += 1) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[n] ?? 0) + at(n)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, n) => (word + (state[n] ?? 0)) | 0);
}
