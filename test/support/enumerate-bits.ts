/** Runs a sampler on every string of random bits up to a length. */
import type { RandomBits } from '#core/disclosure/random-bits';

export interface Masses<Outcome> {
  /** The share of bit strings that lead to each outcome: a lower bound of its probability. */
  readonly decided: ReadonlyMap<Outcome, number>;
  /**
   * The share of bit strings that are too short to decide: the most by which all outcomes together may exceed their
   * share.
   */
  readonly undecided: number;
}

/** Thrown to abort a sampler. */
const EXHAUSTED = new Error('the string of bits is used up');

/**
 * Returns the exact probability that `draw` gives each outcome within `length` bits. Sums of powers of two are exact in
 * doubles up to 50 bits. `draw` may use nothing but the bits, and is rerun from its start for each string.
 */
export function enumerate<Outcome>(draw: (bits: RandomBits) => Outcome, length: number): Masses<Outcome> {
  const decided = new Map<Outcome, number>();
  /** The values handed out, as a path in the tree of all strings, with the bits that each took. */
  const path: { value: number; count: number }[] = [];
  let undecided = 0;
  for (;;) {
    let [at, used] = [0, 0];
    const bits: RandomBits = (count) => {
      const step = path[at] ?? { value: 0, count };
      used += count;
      if (used > length) throw EXHAUSTED;
      path[at] = step;
      at += 1;
      return BigInt(step.value);
    };
    try {
      const outcome = draw(bits);
      decided.set(outcome, (decided.get(outcome) ?? 0) + 2 ** -used);
    } catch (error) {
      if (error !== EXHAUSTED) throw error;
      undecided += 2 ** -path.reduce((sum, { count }) => sum + count, 0);
    }
    while (path.length > 0 && last(path).value === 2 ** last(path).count - 1) path.pop();
    if (path.length === 0) return { decided, undecided };
    last(path).value += 1;
  }
}

function last<T>(list: readonly T[]): T {
  return list[list.length - 1] as T;
}
