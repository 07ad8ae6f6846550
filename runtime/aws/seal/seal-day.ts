/**
 * Seals some sites of one day, step by step. Each step can be repeated; the rows of `seals` are the commit. Arrivals
 * are deleted afterwards, and only where every row in them is counted.
 */
import type { DayToSeal } from '#core/seal/plan-seals';
import { sealedDays, type SealedDay } from '#core/seal/sealed-day';
import { buildFacts, listScratchTables } from './build-facts.ts';
import { deleteCounted } from './delete-arrivals.ts';
import { deleteWaiting, readWaitingCounts } from './late-ledger.ts';
import type { SealPlan } from './make-plan.ts';
import {
  commitDay,
  draftDay,
  draftLate,
  readPartitionLocations,
  arePartitionsUnchanged,
  swapDay,
} from './publish-day.ts';
import { touch } from './replaced.ts';
import { areScratchTablesCurrent } from './scratch-tables.ts';
import { dayFolder, type SealContext } from './seal-context.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { completeClaim, writeClaim, type Claim } from './claims.ts';

/**
 * Thrown where a settlement has used the scratch tables or swapped a partition since the last invocation, or a
 * deployment has moved a table: the run starts over.
 */
export class RunOvertakenError extends Error {
  override readonly name = 'RunOvertakenError';

  constructor() {
    super(
      'another run of the pipeline, or a deployment, has changed what this one prepared; nothing of it was shown',
    );
  }
}

/** Seals the day and returns its outcomes; none where an earlier invocation has sealed it. */
export async function sealDay(
  context: SealContext,
  plan: SealPlan,
  sealing: SealPlan['days'][number],
): Promise<readonly SealedDay[]> {
  const { steps, record, arrivals, databases } = context;
  const { day, carried } = sealing;
  if (steps.has(day)) return [];
  const resumed = steps.has(`${day} before`) && !steps.has(`${day} commit`);
  const before = await steps.once(`${day} before`, () => readPartitionLocations(context, day));
  if (
    resumed &&
    !(
      (await arePartitionsUnchanged(context, day, before)) &&
      (await areScratchTablesCurrent(context, day, listScratchTables(context)))
    )
  )
    throw new RunOvertakenError();

  const sites = sealing.sites.map((entry) => entry.site);
  const parts = plan.parts.filter((part) => part.day === day && sites.includes(part.site));
  const run: Claim = {
    id: `${steps.run}-${day}`,
    kind: 'seal',
    sites,
    files: [...new Set(parts.map((part) => part.file))],
    state: 'pending',
  };
  await steps.once(`${day} note`, () => writeClaim(record, day, run));
  await takeSnapshot(context, sealing, parts);
  const books = await buildFacts(context, sealing);
  const outcomes = await steps.query(`${day} outcomes`, {
    text: 'select site, outcome, items\nfrom completeness',
    database: databases.scratch,
  });
  const drafts = await draftDay(context, day, carried);
  const late = await draftLate(context, sealing, drafts);
  // A deployment may have reset a changed table to its declared location, which is empty: then the existing rows were
  // not counted.
  if (
    !steps.has(`${day} commit`) &&
    !(await areScratchTablesCurrent(context, day, listScratchTables(context)))
  )
    throw new RunOvertakenError();
  await swapDay(context, day, drafts);
  await commitDay(context, sealing, books);

  await steps.once(`${day} done`, () => completeClaim(record, day, run));
  await steps.once(`${day} clear`, () => clear(context, sealing));
  await steps.once(`${day} delete`, () => deleteCounted(context, plan, run.files));
  await steps.once(day, async () => {
    await arrivals.delete((await arrivals.list(dayFolder(steps.run, day))).map(({ key }) => key));
  });
  return sealedDays(day, sites, [
    ...outcomes.map((row) => ({
      site: String(row['site']),
      outcome: String(row['outcome']),
      items: Number(row['items']),
    })),
    ...late.map((count) => ({ ...count, outcome: 'late' })),
  ]);
}

/** Clears the waiting counts, which the seal now includes; what it replaced is deleted in an hour. */
async function clear(context: SealContext, { day, sites }: DayToSeal): Promise<void> {
  await touch(context, day);
  await deleteWaiting(
    context.record,
    (await readWaitingCounts(context.record)).filter(
      (count) => count.dt === day && sites.some(({ site }) => site === count.site),
    ),
  );
}
