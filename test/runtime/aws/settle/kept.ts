/** The rows that a settlement leaves on the fakes, and the sums of their figures. */
import { isBreakdown } from '#core/facts/columns';
import { FACTS } from '#queries/facts/catalogue';
import type { AwsLake } from '../../../support/aws/aws-lake.ts';
import { BUCKETS, DATABASES } from '../../../support/aws/relations.ts';

/** Returns leftovers of the run: objects that are neither shown nor noted for the seal's sweep. */
export function kept(lake: AwsLake) {
  const live = FACTS.flatMap((fact) => [...lake.glue.pointersOf(DATABASES.store, fact.name).values()]);
  const objects = lake.s3.keys(BUCKETS.facts, 'facts/');
  return {
    unused: objects.filter(
      (key) =>
        !live.some((location) => `s3://${BUCKETS.facts}/${key}`.startsWith(location)) &&
        !lake.dynamo.items.has(`replaced ${/period=([0-9-]+)/.exec(key)?.[1] ?? ''}`),
    ),
    scratch: lake.s3.keys(BUCKETS.arrivals),
    record: [...lake.dynamo.items.keys()].filter((key) => !/^(settled|replaced) /.test(key)),
    empty: FACTS.filter(isBreakdown).flatMap((fact) =>
      [...lake.glue.pointersOf(DATABASES.store, fact.name)].filter(
        ([, location]) => !objects.some((key) => `s3://${BUCKETS.facts}/${key}`.startsWith(location)),
      ),
    ),
  };
}

/** The sum of each measure, by site and fact. */
export function sums(
  seen: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>,
): Record<string, number> {
  const found: Record<string, number> = {};
  for (const fact of FACTS)
    for (const row of seen[fact.name] ?? [])
      for (const { name } of fact.measures)
        found[`${String(row['site'])} ${fact.name}.${name}`] =
          (found[`${String(row['site'])} ${fact.name}.${name}`] ?? 0) + Number(row[name]);
  return Object.fromEntries(Object.entries(found).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
