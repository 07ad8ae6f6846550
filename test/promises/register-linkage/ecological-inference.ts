/**
 * Ecological inference: how a feature (an hour, a language) is distributed among those with a value (a medium), from
 * nothing but daily counts of either. Maximum likelihood of a Poisson mixture by expectation maximization.
 */

/** Counts of one day, by value. */
export type Counts = ReadonlyMap<string, number>;

const ROUNDS = 30;
const LEAST = 1e-9;

/** Returns the share of each feature among those with each value: `shares.get(value)?.get(feature)`. */
export function inferShares(
  days: readonly { readonly values: Counts; readonly features: Counts }[],
): ReadonlyMap<string, Counts> {
  const values = [...new Set(days.flatMap((day) => [...day.values.keys()]))];
  const features = [...new Set(days.flatMap((day) => [...day.features.keys()]))];
  let shares = new Map(
    values.map(
      (value) => [value, new Map(features.map((feature) => [feature, 1 / features.length]))] as const,
    ),
  );
  for (let round = 0; round < ROUNDS; round++) {
    const expected = new Map(values.map((value) => [value, new Map<string, number>()] as const));
    for (const day of days)
      for (const [feature, count] of day.features) {
        const parts = [...day.values].map(
          ([value, number]) => [value, number * (shares.get(value)?.get(feature) ?? 0)] as const,
        );
        const sum = parts.reduce((total, [, part]) => total + part, 0);
        for (const [value, part] of parts) {
          const of = expected.get(value);
          of?.set(feature, (of.get(feature) ?? 0) + (count * part) / Math.max(sum, LEAST));
        }
      }
    shares = new Map(
      [...expected].map(([value, counts]) => {
        const sum = [...counts.values()].reduce((total, count) => total + count, LEAST);
        return [
          value,
          new Map(features.map((feature) => [feature, (counts.get(feature) ?? 0) / sum])),
        ] as const;
      }),
    );
  }
  return shares;
}
