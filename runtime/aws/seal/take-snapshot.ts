/**
 * Copies the rows of some sites of a day into scratch once, so that all later steps count the same rows. It may not
 * accept a row that the index did not count.
 */
import { unloadColumn } from '#core/event/column-types';
import { FIELDS } from '#core/event/fields';
import type { ArrivalPart } from '#core/seal/arrival-part';
import type { DayToSeal } from '#core/seal/plan-seals';
import { addDays } from '#core/time/zone';
import { unloadScratch } from './scratch-tables.ts';
import type { SealContext } from './seal-context.ts';

/** Thrown where objects appeared or disappeared since the index: the run starts over. */
export class ArrivalsChangedError extends Error {
  override readonly name = 'ArrivalsChangedError';

  constructor() {
    super('arrivals changed while they were being counted; nothing was sealed of that day');
  }
}

/**
 * Takes the snapshot. Throws an ArrivalsChangedError where a site has more or fewer rows than in `parts`, the index of
 * this day and these sites.
 */
export async function takeSnapshot(
  context: SealContext,
  { day, sites }: DayToSeal,
  parts: readonly ArrivalPart[],
): Promise<void> {
  const dts = [...parts.map((part) => part.dt), addDays(day, -1), addDays(day, 1)].toSorted();
  const ids = sites.map((entry) => entry.site);
  await unloadScratch(context, day, 'arrivals_of_day', {
    text: `select ${FIELDS.map((field) => `${unloadColumn(field)} as ${field.name}`).join(', ')}\nfrom arrivals\nwhere dt >= ? and dt <= ? and day = ? and site in (${ids.map(() => '?').join(', ')})`,
    parameters: [dts[0] ?? day, dts.at(-1) ?? day, day, ...ids],
  });
  const rows = await context.steps.query(`${day} taken`, {
    text: 'select site, count(*) as items\nfrom arrivals_of_day\ngroup by site',
    database: context.databases.scratch,
  });
  const snapshotRows = new Map(rows.map((row) => [String(row['site']), Number(row['items'])]));
  for (const site of ids) {
    const indexedRows = parts.filter((part) => part.site === site).reduce((sum, part) => sum + part.rows, 0);
    if ((snapshotRows.get(site) ?? 0) !== indexedRows) throw new ArrivalsChangedError();
  }
}
