/**
 * XXH64 with seed 0, whose lower half is the content checksum of Zstandard (RFC 8878, section 3.1.1). The algorithm is
 * that of the xxHash specification (github.com/Cyan4973/xxHash, doc/xxhash_spec.md). Numbers of 64 bits are two halves,
 * since BigInt is too slow for the bytes of a log.
 */

const P1 = 0x9e3779b185ebca87n;
const P2 = 0xc2b2ae3d27d4eb4fn;
const P3 = 0x165667b19e3779f9n;
const P4 = 0x85ebca77c2b2ae63n;
const P5 = 0x27d4eb2f165667c5n;
const [P1_HIGH, P1_LOW] = halves(P1);
const [P2_HIGH, P2_LOW] = halves(P2);
const STRIPE = 32;

export class Xxh64 {
  /** Four lanes, each as its lower and its upper half. */
  readonly #lanes = new Int32Array(8);
  readonly #pending = Buffer.alloc(STRIPE);
  #pendingLength = 0;
  #length = 0;

  constructor() {
    for (const [lane, start] of [P1 + P2, P2, 0n, -P1].entries()) {
      const [high, low] = halves(start);
      this.#lanes[2 * lane] = low;
      this.#lanes[2 * lane + 1] = high;
    }
  }

  update(bytes: Buffer): void {
    this.#length += bytes.length;
    let at = 0;
    if (this.#pendingLength > 0) {
      at = bytes.copy(this.#pending, this.#pendingLength);
      this.#pendingLength += at;
      if (this.#pendingLength < STRIPE) return;
      consume(this.#lanes, this.#pending, 0, STRIPE);
    }
    const end = at + Math.floor((bytes.length - at) / STRIPE) * STRIPE;
    consume(this.#lanes, bytes, at, end);
    this.#pendingLength = bytes.copy(this.#pending, 0, end);
  }

  /** Returns the lower 32 bits of the hash of everything fed so far. */
  digestLow(): number {
    const lanes = [0, 1, 2, 3].map((lane) =>
      wrap((BigInt(this.#lanes[2 * lane + 1] ?? 0) << 32n) | BigInt((this.#lanes[2 * lane] ?? 0) >>> 0)),
    );
    let hash = P5;
    if (this.#length >= STRIPE) {
      hash = lanes.reduce((sum, lane, at) => sum + rotate(lane, [1n, 7n, 12n, 18n][at] ?? 0n), 0n);
      for (const lane of lanes) hash = wrap((wrap(hash) ^ round(0n, lane)) * P1 + P4);
    }
    hash = wrap(hash + BigInt(this.#length));
    const rest = this.#pending.subarray(0, this.#pendingLength);
    let at = 0;
    for (; at + 8 <= rest.length; at += 8)
      hash = wrap(rotate(hash ^ round(0n, rest.readBigUInt64LE(at)), 27n) * P1 + P4);
    if (at + 4 <= rest.length) {
      hash = wrap(rotate(hash ^ wrap(BigInt(rest.readUInt32LE(at)) * P1), 23n) * P2 + P3);
      at += 4;
    }
    for (; at < rest.length; at += 1) hash = wrap(rotate(hash ^ wrap(BigInt(rest[at] ?? 0) * P5), 11n) * P1);
    hash = wrap((hash ^ (hash >> 33n)) * P2);
    hash = wrap((hash ^ (hash >> 29n)) * P3);
    return Number((hash ^ (hash >> 32n)) & 0xffffffffn);
  }
}

/** Adds whole stripes: each lane takes its 64 bits of a stripe times P2, is turned by 31 bits, and multiplied by P1. */
function consume(lanes: Int32Array, bytes: Buffer, from: number, to: number): void {
  for (let lane = 0; lane < 4; lane += 1) {
    let low = lanes[2 * lane] as number;
    let high = lanes[2 * lane + 1] as number;
    for (let at = from + 8 * lane; at < to; at += STRIPE) {
      const inLow = bytes.readInt32LE(at);
      const inHigh = bytes.readInt32LE(at + 4);
      const addLow = Math.imul(inLow, P2_LOW);
      const addHigh = (upperHalf(inLow, P2_LOW) + Math.imul(inLow, P2_HIGH) + Math.imul(inHigh, P2_LOW)) | 0;
      const sum = (low >>> 0) + (addLow >>> 0);
      high = (high + addHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
      low = sum | 0;
      const turnedLow = (low << 31) | (high >>> 1);
      const turnedHigh = (high << 31) | (low >>> 1);
      low = Math.imul(turnedLow, P1_LOW);
      high =
        (upperHalf(turnedLow, P1_LOW) + Math.imul(turnedLow, P1_HIGH) + Math.imul(turnedHigh, P1_LOW)) | 0;
    }
    lanes[2 * lane] = low;
    lanes[2 * lane + 1] = high;
  }
}

/** Returns the upper 32 bits of the product of two unsigned numbers of 32 bits. */
function upperHalf(a: number, b: number): number {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const other = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(other / 0x10000)) | 0;
}

function halves(value: bigint): readonly [number, number] {
  return [Number(BigInt.asIntN(32, value >> 32n)), Number(BigInt.asIntN(32, value))];
}

function wrap(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function rotate(value: bigint, bits: bigint): bigint {
  return wrap((value << bits) | (value >> (64n - bits)));
}

function round(lane: bigint, input: bigint): bigint {
  return wrap(rotate(wrap(lane + input * P2), 31n) * P1);
}
