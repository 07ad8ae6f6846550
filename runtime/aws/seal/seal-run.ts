/**
 * One run of the seal: straight-line code over durable steps, replayed at every tick until it is complete. It may not
 * read the clock.
 */
import type { Plan } from '#core/seal/plan-seals';
import type { SealedDay } from '#core/seal/sealed-day';
import { countLate } from './count-late.ts';
import { deleteAbandoned, deleteCounted } from './delete-arrivals.ts';
import { deleteOldFacts } from './delete-old-facts.ts';
import { makePlan } from './make-plan.ts';
import { recover } from './recover.ts';
import { sealDay } from './seal-day.ts';
import type { SealContext } from './seal-context.ts';
import { writeCalendar } from './write-calendar.ts';

/** The work of this invocation, updated as it runs: an error does not revert it. */
export interface SealTally {
  days: SealedDay[];
  waiting: Plan['waiting'];
  /** Items of sealed days that this invocation counted as late. */
  late: number;
  /** Unsealed items that were deleted after `arrivalsDays`. */
  abandoned: number;
}

/** Runs the steps and returns whether days are left for another run. */
export async function sealRun(context: SealContext, tally: SealTally): Promise<boolean> {
  const { steps } = context;
  await steps.once('recover', () => recover(context));
  const plan = await makePlan(context);
  tally.waiting = plan.waiting;
  for (const group of plan.late) {
    const isNew = !steps.has(`${group.id} count`);
    const items = await countLate(context, group);
    if (isNew) tally.late += items;
  }
  // Includes what an earlier run counted but did not live to delete.
  await steps.once('delete counted', () => deleteCounted(context, plan, Object.keys(plan.written)));
  for (const day of plan.days) tally.days.push(...(await sealDay(context, plan, day)));
  if (!plan.more) {
    const isNew = !steps.has('abandon');
    const rows = await steps.once('abandon', () => deleteAbandoned(context, plan));
    if (isNew) tally.abandoned += rows;
    await deleteOldFacts(context);
  }
  await steps.once('calendar', () => writeCalendar(context));
  return plan.more;
}
