/** Exact confidence bounds of a probability from observed frequencies (Clopper and Pearson 1934). */

/** Returns the least and the greatest probability not refuted at level `alpha` per side by `hits` of `trials`. */
export function clopperPearson(
  hits: number,
  trials: number,
  alpha: number,
): { readonly low: number; readonly high: number } {
  return {
    low: hits === 0 ? 0 : bisect((p) => atLeast(hits, trials, p) > alpha),
    high: hits === trials ? 1 : 1 - bisect((p) => atLeast(trials - hits, trials, p) > alpha),
  };
}

/** P[binomial >= hits]. */
export function atLeast(hits: number, trials: number, p: number): number {
  if (hits > trials * p + 1e-9 || hits === trials) return sumUp(hits, trials, p);
  // Sums the other tail, which is smaller.
  return 1 - sumUp(trials - hits + 1, trials, 1 - p);
}

function sumUp(from: number, trials: number, p: number): number {
  if (from > trials) return 0;
  let term = Math.exp(logChoose(trials, from) + from * Math.log(p) + (trials - from) * Math.log1p(-p));
  let sum = 0;
  for (let k = from; k <= trials && term > sum * 1e-17; k += 1) {
    sum += term;
    term *= ((trials - k) / (k + 1)) * (p / (1 - p));
  }
  return sum;
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) sum += Math.log((n - Math.min(k, n - k) + i) / i);
  return sum;
}

/** Finds the least p in 0..1 from which on the condition holds. */
function bisect(holds: (p: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 50; i += 1) {
    const p = (low + high) / 2;
    if (holds(p)) high = p;
    else low = p;
  }
  return low;
}
