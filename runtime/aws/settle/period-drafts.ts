/** The periods of a fact that a settlement rewrites: which are there, and the swap of their pointers. It may not delete a row. */
import type { Fact } from '#core/facts/fact';
import { databaseName } from '#core/settle/settle-drafts';
import type { Objects } from '../lake/objects.ts';
import type { Steps } from '../steps/steps.ts';
import type { SettleContext } from './settle-context.ts';

/** Of days that were merged before, those that still hold rows of the site, which nobody sees. */
export async function leftovers(context: SettleContext, steps: Steps, fact: Fact, site: string, merged: readonly string[]): Promise<readonly string[]> {
  if (merged.length === 0) return [];
  const { store, scratch: database } = context.databases;
  const text = `select distinct f.period\nfrom ${databaseName(store)}.${fact.name} f\nwhere f.site = ? and f.period in (${merged.map(() => '?').join(', ')})\norder by f.period`;
  return (await steps.query(`leftovers ${fact.name}`, { text, parameters: [site, ...merged], database })).map((row) => String(row['period']));
}

/** The periods that an UNLOAD by period wrote below `target` (s3://bucket/prefix/). */
export async function writtenPeriods(facts: Objects, target: string): Promise<readonly string[]> {
  const prefix = target.slice(facts.uri('').length);
  return [...new Set((await facts.list(prefix)).flatMap(({ key }) => /^period=([0-9-]+)\//.exec(key.slice(prefix.length))?.[1] ?? []))].toSorted();
}

/** Points these periods at what was written below `target`; one of which nothing was written has no rows left and goes. */
export async function swapPeriods({ catalogue, databases }: SettleContext, fact: Fact, periods: readonly string[], target: string, written: readonly string[]): Promise<void> {
  for (const period of periods) {
    if (written.includes(period)) await catalogue.pointPartition(databases.store, fact.name, period, `${target}period=${period}/`);
    else await catalogue.dropPartition(databases.store, fact.name, period);
  }
}
