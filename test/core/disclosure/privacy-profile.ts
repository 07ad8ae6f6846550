/**
 * The exact privacy profile of integer noise: delta(epsilon) = sum over x of max(0, P(x) - e^epsilon P(x - shift)),
 * computed from the masses themselves. It knows no bound, no conversion and nothing of `core/disclosure`. Stated error:
 * what lies beyond twelve sigma, below 1e-30 (eleven of a sum, below 1e-26), and the rounding of doubles, below 1e-11
 * of the result.
 */

/** Masses of whole numbers from `-reach` to `reach`. */
export interface Masses {
  readonly reach: number;
  readonly at: Float64Array;
}

/** Returns the masses of N_Z(0, variance), to twelve sigma. */
export function discreteGaussianMasses(variance: number): Masses {
  const reach = Math.ceil(12 * Math.sqrt(variance)) + 1;
  const at = Float64Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.exp(-((index - reach) ** 2) / (2 * variance)),
  );
  const total = sum(at);
  return { reach, at: at.map((weight) => weight / total) };
}

/** Returns the masses of the sum of two independent whole numbers. */
export function convolve(one: Masses, other: Masses): Masses {
  const at = new Float64Array(one.at.length + other.at.length - 1);
  one.at.forEach((mass, index) => {
    if (mass === 0) return;
    for (let place = 0; place < other.at.length; place += 1)
      at[index + place] = (at[index + place] ?? 0) + mass * (other.at[place] ?? 0);
  });
  return { reach: one.reach + other.reach, at };
}

/** Figures that one party moves by `shift` in each of so many cells, with noise of their own. */
export interface Figures {
  readonly cells: number;
  readonly shift: number;
  readonly variance: number;
}

/** Returns the exact delta at epsilon of figures alike, of which one party moves each by `shift`. */
export function exactDelta(epsilon: number, figures: Figures): number {
  const { reach, at } = noiseOf(figures);
  return sum(
    at.map((mass, index) => mass * Math.max(0, 1 - Math.exp(epsilon - lossAt(index - reach, figures)))),
  );
}

/**
 * Returns the masses of the privacy loss ln P(x) / P(x - shift) of all figures together, in units of `step`. Cells
 * alike are convolved exactly, as whole numbers; a loss is then rounded up to the grid, so the delta read off is never
 * below the exact one, and above it by what a step per kind of figure adds to epsilon.
 */
export function composedLoss(figures: readonly Figures[], step: number): Masses {
  return figures.map((one) => lossesOf(one, step)).reduce((all, one) => trim(convolve(all, one)));
}

/** Returns the delta at epsilon of what has such a loss. */
export function deltaOfLoss(epsilon: number, { reach, at }: Masses, step: number): number {
  return sum(at.map((mass, index) => mass * Math.max(0, 1 - Math.exp(epsilon - (index - reach) * step))));
}

/** Cuts both ends where neither has a mass of 1e-30: together less than 1e-24. */
function trim({ reach, at }: Masses): Masses {
  let cut = 0;
  while (cut < reach && Math.max(at[cut] ?? 0, at[at.length - 1 - cut] ?? 0) < 1e-30) cut += 1;
  return { reach: reach - cut, at: at.slice(cut, at.length - cut) };
}

/** The loss ln P(x) / P(x - shift) of cells alike, by the sum s of their noises. */
function lossAt(s: number, { cells, shift, variance }: Figures): number {
  return (cells * shift * shift - 2 * shift * s) / (2 * variance);
}

/** The masses of the sum of the noises of cells alike. */
function noiseOf({ cells, variance }: Figures): Masses {
  return power(discreteGaussianMasses(variance), cells, variance);
}

function lossesOf(figures: Figures, step: number): Masses {
  const noise = noiseOf(figures);
  const deviation = figures.shift * Math.sqrt(figures.cells / figures.variance);
  const middle = lossAt(0, figures);
  const [least, most] = [middle - 10 * deviation, middle + 10 * deviation];
  const reach = Math.ceil(Math.max(Math.abs(least), Math.abs(most)) / step) + 1;
  const at = new Float64Array(2 * reach + 1);
  noise.at.forEach((mass, index) => {
    const loss = lossAt(index - noise.reach, figures);
    // Beyond ten deviations less than 1e-22 is left; it is counted at the end of the range.
    const place = reach + Math.min(reach, Math.max(-reach, Math.ceil(loss / step)));
    at[place] = (at[place] ?? 0) + mass;
  });
  return { reach, at };
}

/** Returns the masses of the sum of so many independent copies, to eleven deviations of each partial sum. */
function power(one: Masses, copies: number, variance: number): Masses {
  if (copies === 1) return one;
  const half = power(one, Math.floor(copies / 2), variance);
  const twice = convolve(half, half);
  const all = copies % 2 === 0 ? twice : convolve(twice, one);
  const cut = Math.max(0, all.reach - Math.ceil(11 * Math.sqrt(copies * variance)));
  return { reach: all.reach - cut, at: all.at.slice(cut, all.at.length - cut) };
}

/** Adds the small ones first. */
function sum(values: Float64Array): number {
  return values.toSorted().reduce((total, value) => total + value, 0);
}
