/** Random bits from the operating system: range, fairness, and that none is handed out twice. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSystemBits } from '#runtime/node/random-bits';

/** Blocks that were filled, and the bytes to fill them with instead of random ones. */
const blocks = vi.hoisted(() => ({
  seen: [] as Uint8Array[],
  fill: undefined as undefined | ((block: Uint8Array) => void),
}));
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>();
  return {
    ...crypto,
    randomFillSync: (block: Uint8Array) => {
      blocks.seen.push(block);
      if (blocks.fill === undefined) return crypto.randomFillSync(block);
      blocks.fill(block);
      return block;
    },
  };
});
afterEach(() => {
  blocks.fill = undefined;
  blocks.seen.length = 0;
});

describe('random bits of the system', () => {
  it('random bits are as many as requested', () => {
    const bits = createSystemBits();
    for (let count = 1; count <= 300; count += 1) {
      let highest = 0n;
      for (let i = 0; i < 60; i += 1) {
        const drawn = bits(count);
        expect(drawn >= 0n && drawn < 1n << BigInt(count)).toBe(true);
        if (drawn > highest) highest = drawn;
      }
      // The top bit occurs in 60 draws, but for a probability of 1e-18.
      expect(highest >> BigInt(count - 1)).toBe(1n);
    }
  });

  it('random bits are fair in every place, as numbers and as BigInts, within six standard errors', () => {
    const bits = createSystemBits();
    const draws = 20_000;
    for (const count of [1, 3, 8, 13, 30, 48, 53, 61, 130]) {
      const ones = Array.from({ length: count }, () => 0);
      for (let i = 0; i < draws; i += 1) {
        let drawn = count <= 53 && i % 2 === 0 ? BigInt(bits.small!(count)) : bits(count);
        for (let place = 0; place < count; place += 1) {
          ones[place]! += Number(drawn & 1n);
          drawn >>= 1n;
        }
      }
      for (const times of ones)
        expect(Math.abs(times - draws / 2), `${count} bits`).toBeLessThan(6 * Math.sqrt(draws / 4));
    }
  });

  it('differ between two that were made', () => {
    expect(createSystemBits()(128)).not.toBe(createSystemBits()(128));
  });

  it('random bits are the bytes of the system, each handed out once and overwritten', () => {
    let next = 0;
    blocks.fill = (block) =>
      block.forEach((_, at) => {
        block[at] = 1 + (next++ % 255);
      });
    const bits = createSystemBits();
    expect(blocks.seen).toEqual([]);
    expect(bits(16)).toBe(0x0102n);
    expect(bits.small!(24)).toBe(0x030405);
    expect(bits(64)).toBe(0x06_07_08_09_0a_0b_0c_0dn);
    const [block] = blocks.seen;
    expect([...block!.subarray(0, 14)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 14]);
    for (let used = 13; used < block!.length; used += 1) bits(8);
    expect(block!.every((byte) => byte === 0)).toBe(true);
    expect(blocks.seen.length).toBe(1);
    bits(1);
    expect(blocks.seen.length).toBe(2);
  });

  it('random bits are the same number whether drawn as a number or as a BigInt', () => {
    let next = 0;
    blocks.fill = (block) =>
      block.forEach((_, at) => {
        block[at] = next = (next * 73 + 41) % 251;
      });
    const [one, other] = [createSystemBits(), createSystemBits()];
    one(8);
    next = 0;
    other(8);
    for (let count = 1; count <= 53; count += 1) expect(BigInt(one.small!(count))).toBe(other(count));
  });

  it('random bits are refused for a count below 1, a fractional count, or one too large for a number', () => {
    const bits = createSystemBits();
    for (const count of [0, -1, 1.5, Number.NaN]) {
      expect(() => bits(count)).toThrow(RangeError);
      expect(() => bits.small!(count)).toThrow(RangeError);
    }
    expect(() => bits.small!(54)).toThrow(RangeError);
  });
});
