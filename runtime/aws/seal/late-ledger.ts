/**
 * Keeps late rows of a day of arrival that is not sealed yet: they wait in the state table and enter `completeness`
 * with that day's seal. No reader could see them before, and its partition holds nothing that a seal must preserve.
 */
import type { RunRecord } from '../steps/run-record.ts';
import type { LateCount } from './claims.ts';

const RUN = 'late';

export interface WaitingCount extends LateCount {
  readonly dt: string;
  readonly step: string;
}

/** Records a waiting count; idempotent for the same id. */
export async function recordWaiting(
  record: RunRecord,
  dt: string,
  id: string,
  { site, items }: LateCount,
): Promise<void> {
  await record.put(RUN, `${dt}#${site}#${id}`, String(items));
}

/** Reads all waiting counts. */
export async function readWaitingCounts(record: RunRecord): Promise<readonly WaitingCount[]> {
  return [...(await record.all(RUN))].map(([step, text]) => {
    const [dt = '', site = ''] = step.split('#');
    return { dt, site, items: Number(text), step };
  });
}

/** Deletes waiting counts; idempotent. */
export async function deleteWaiting(record: RunRecord, counts: readonly WaitingCount[]): Promise<void> {
  for (const { step } of counts) await record.delete(RUN, step);
}
