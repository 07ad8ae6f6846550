/**
 * The first steps of a settlement, and all of a preview's: the snapshot, the scratch tables, and which periods change.
 * It may not replace anything.
 */
import type { Fact } from '#core/facts/fact';
import type { MonthToSettle } from '#core/settle/choose-months';
import { daysToMerge } from '#core/settle/days-to-merge';
import { keptValues } from '#core/settle/kept-values';
import { monthState, settledDays } from '#core/settle/month-state';
import type { Steps } from '../steps/steps.ts';
import { checkChanges } from './check-changes.ts';
import { readMonthLocations } from './locations.ts';
import { computeDigest, readMonthSeals, scratchFolder, STEP, type Snapshot } from './month-run.ts';
import type { SettleContext } from './settle-context.ts';

export interface BegunMonth extends Pick<Snapshot, 'state' | 'locations'> {
  /** Per fact the periods whose rows change. */
  readonly changed: ReadonlyMap<string, readonly string[]>;
}

/**
 * Returns undefined where no row of the month is shown. Throws a SettleMismatchError where sums would change, and an
 * OutOfTimeError to continue in the next invocation.
 */
export async function beginMonth(
  context: SettleContext,
  facts: readonly Fact[],
  steps: Steps,
  { site, release, days }: MonthToSettle,
): Promise<BegunMonth | undefined> {
  const month = release.period;
  const { state, locations } = await steps.once(STEP.snapshot, async (): Promise<Snapshot> => {
    const seals = await readMonthSeals(context, month);
    return {
      state: monthState(
        { site: site.id, month, smallDays: daysToMerge(release, days) },
        seals.filter((row) => row.site === site.id),
      ),
      seals: computeDigest(seals),
      locations: await readMonthLocations(context.catalogue, context.databases.store, facts, month),
    };
  });
  if (state.shown.length === 0) return undefined;
  await smallTable(context, steps, 'kept', keptValues(release, site));
  await smallTable(context, steps, 'settled_days', settledDays(state));
  return { state, locations, changed: await checkChanges(context, facts, steps, state) };
}

/** Writes rows of the run itself as a scratch table. */
async function smallTable(
  { arrivals, catalogue, databases }: SettleContext,
  steps: Steps,
  name: string,
  rows: readonly object[],
): Promise<void> {
  await steps.once(STEP.point(name), async () => {
    const folder = `${scratchFolder(steps.run)}${name}/`;
    await arrivals.put(
      `${folder}rows.jsonl`,
      rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
      'application/x-ndjson',
    );
    await catalogue.pointTable(databases.scratch, name, arrivals.uri(folder));
  });
}
