/** Finds the months of a deployment of which nothing is released, by `seals` alone. */
import { leftOutMonths, type LeftOutMonth } from '#core/settle/left-out-months';
import type { Objects } from '../lake/objects.ts';
import { readSeals } from '../lake/seals.ts';

/** Returns the months of all sites that are settled without a release. `today` is the local day. */
export async function findLeftOut(facts: Objects, today: string): Promise<readonly LeftOutMonth[]> {
  const days = (await readSeals(facts))
    .filter((row) => row.period.length === 10)
    .map((row) => ({ site: row.site, day: row.period, isDoubled: Number(row['keyings'] ?? 0) > 1 }));
  return leftOutMonths(days, today);
}
