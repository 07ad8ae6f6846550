/** Finds the periods of a fact that a settlement rewrites, and swaps their pointers. */
import type { Fact } from '#core/facts/fact';
import { databaseName } from '#core/facts/database-name';
import { touch } from '../seal/replaced.ts';
import type { Steps } from '../steps/steps.ts';
import { periodFolder } from './month-run.ts';
import type { SettleContext } from './settle-context.ts';

/** Returns those of the merged days that still hold rows of the site, which nobody sees. */
export async function findLeftovers(
  context: SettleContext,
  steps: Steps,
  fact: Fact,
  site: string,
  merged: readonly string[],
): Promise<readonly string[]> {
  if (merged.length === 0) return [];
  const { store, scratch: database } = context.databases;
  const text = `select distinct f.period\nfrom ${databaseName(store)}.${fact.name} f\nwhere f.site = ? and f.period in (${merged.map(() => '?').join(', ')})\norder by f.period`;
  return (await steps.query(`leftovers ${fact.name}`, { text, parameters: [site, ...merged], database })).map(
    (row) => String(row['period']),
  );
}

/**
 * Copies these periods from what an UNLOAD by period wrote below `draft` (s3://bucket/prefix/) to their place among the
 * facts, and points at them; the partition of a period without rows is dropped. Idempotent. Runs in one go: an object
 * without a pointer is swept an hour after its period was touched.
 */
export async function swapPeriods(
  { arrivals, facts, catalogue, databases, record, now }: SettleContext,
  run: string,
  fact: Fact,
  periods: readonly string[],
  draft: string,
): Promise<void> {
  const prefix = draft.slice(arrivals.uri('').length);
  for (const period of periods) {
    const [source, target] = [`${prefix}period=${period}/`, periodFolder(fact.name, period, run)];
    const keys = (await arrivals.list(source)).map(({ key }) => key);
    await touch({ record, now: () => now }, period);
    for (const key of keys) await facts.copyFrom(arrivals, key, `${target}${key.slice(source.length)}`);
    if (keys.length > 0)
      await catalogue.pointPartition(databases.store, fact.name, period, facts.uri(target));
    else await catalogue.dropPartition(databases.store, fact.name, period);
  }
}
