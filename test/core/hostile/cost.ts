/**
 * Measures the cost of a piece of work as a multiple of another, by the minimum of several runs: other work on the
 * machine can only add to it.
 */

/**
 * Runs that must all have been too expensive before a piece of work counts as such: enough for the JIT to have compiled
 * it.
 */
const MOST_RUNS = 300;
const MORE_ROUNDS = 3;
/** A cost beyond this is not the JIT's fault, and 300 runs would take minutes. */
const HOPELESS = 100;
/** Enough expensive pieces to recognize their kind. */
const ENOUGH = 3;

export interface Work {
  readonly made: string;
  readonly run: () => unknown;
}

/** Returns the milliseconds of the fastest of `runs`, each repeating the work `times` times. */
export function least(run: () => unknown, runs: number, times = 1): number {
  let best = Number.POSITIVE_INFINITY;
  for (let done = 0; done < runs; done++) {
    const start = performance.now();
    for (let time = 0; time < times; time++) run();
    best = Math.min(best, (performance.now() - start) / times);
  }
  return best;
}

/**
 * Returns the pieces of work that cost more than `most` ordinary ones, each with its multiple; the ordinary one is
 * timed again beside each.
 */
export function tooDear(ordinary: () => unknown, work: Iterable<Work>, most = 20): readonly string[] {
  const times = Math.max(1, Math.min(20, Math.round(5 / least(ordinary, 3))));
  let usual = least(ordinary, 30, times);
  const found: string[] = [];
  for (const { made, run } of work) {
    let best = least(run, 1);
    const enough = best > HOPELESS * most * usual ? ENOUGH : MOST_RUNS;
    for (let runs = 1; best > most * usual && runs < enough; runs++) best = Math.min(best, least(run, 1));
    if (best <= most * usual) continue;
    // Rarely run code is compiled late, so it gets other rounds before it is reported.
    for (let round = 0; round < MORE_ROUNDS && best > most * usual; round++) {
      // A machine that has become slower since is slower for both.
      usual = Math.max(usual, least(ordinary, 5, times));
      if (best > most * usual) best = Math.min(best, least(run, enough));
    }
    if (best > most * usual) found.push(`${made}: ${Math.round(best / usual)} times`);
    if (found.length >= ENOUGH) break;
  }
  return found;
}
