/**
 * Finds the damaged files that prevented sealing a day. It reads every file of the day, so it runs only after a
 * failure.
 */
import { relative } from 'node:path';
import type { HeldBack } from '#core/seal/held-back';
import type { DayToSeal } from '#core/seal/plan-seals';
import type { ArrivalPart } from '#core/seal/arrival-part';
import { isResourceFault } from '#core/operator/system-faults';
import { parquetDamage } from '../damage/parquet-damage.ts';
import { periodFiles } from '../lake/period-files.ts';
import { findDamagedArrivals } from './arrival-index.ts';
import { heldBackByArrivals } from './held-arrivals.ts';
import { tablesOf, type SealContext } from './seal-day.ts';

/** Returns the damaged files; none where no file is to blame. */
export async function damageOfDay(
  context: SealContext,
  { day, sites }: DayToSeal,
  parts: readonly ArrivalPart[],
  error: unknown,
): Promise<readonly HeldBack[]> {
  if (isResourceFault(error)) return [];
  const { db, data, config } = context;
  const ids = sites.map((entry) => entry.site);
  const files = new Set(
    parts.filter((part) => part.day === day && ids.includes(part.site)).map((part) => part.file),
  );
  const heldBack = [
    ...heldBackByArrivals(data, config, await findDamagedArrivals(db, data, [...files]), parts),
  ];
  for (const { folder, columns } of tablesOf(context)) {
    const listing = periodFiles(folder, [day]);
    const damaged = [...listing.damaged];
    for (const { period, file } of listing.files) {
      const reason = await parquetDamage(db, file, columns, ['site']);
      if (reason !== undefined) damaged.push({ period, file, reason });
    }
    heldBack.push(
      ...damaged.map(({ file, reason }) => ({ file: relative(data.root, file), reason, days: [day] })),
    );
  }
  return heldBack;
}
