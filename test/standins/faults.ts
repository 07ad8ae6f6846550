/** Faults for a share of calls, the same each time. */
import type { Fault } from './json-service.ts';

/** Returns one of `faults` for about this share of the calls. */
export function sometimes(share: number, faults: readonly Fault[], seed = 1): () => Fault | undefined {
  const random = seeded(seed);
  return () => (random() < share ? faults[Math.floor(random() * faults.length)] : undefined);
}

/** Returns numbers of [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
