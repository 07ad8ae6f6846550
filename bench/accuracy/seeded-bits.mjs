/**
 * Seeded bits for the table of accuracy (mulberry32): the same table at every run. It may not be used for anything that
 * is released.
 */
export function seededBits(seed) {
  let state = seed;
  const word = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return (count) => {
    let value = 0n;
    for (let left = count; left > 0; left -= 32)
      value = (value << BigInt(Math.min(32, left))) | BigInt(word() >>> (32 - Math.min(32, left)));
    return value;
  };
}
