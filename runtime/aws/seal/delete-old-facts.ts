/** Deletes sealed periods after `factsDays`: the seal first, so that readers see the whole day or nothing. */
import { findLastSeals, oldPeriods } from '#core/seal/old-periods';
import { addDays } from '#core/time/zone';
import { removeUnusedNames } from '../lake/kept-names.ts';
import { readSeals, writeSeals } from '../lake/seals.ts';
import { deleteWaiting, readWaitingCounts } from './late-ledger.ts';
import { touch } from './replaced.ts';
import { listSealedTables, type SealContext } from './seal-context.ts';

/**
 * Deletes the rows of `seals` and the partitions. Objects without a pointer are deleted with replaced ones, an hour
 * later at the earliest.
 */
export async function deleteOldFacts(context: SealContext): Promise<void> {
  const { steps, facts, catalogue, databases, declared, config, record, today } = context;
  const limit = addDays(today, -config.retention.factsDays);
  // Decided once: without their rows in `seals` the periods are no longer known.
  const periods = await steps.once('old', async () =>
    oldPeriods(findLastSeals(await readSeals(facts)), limit),
  );
  if (periods.length === 0) return;
  await steps.once('delete old', async () => {
    const left = (await readSeals(facts)).filter((row) => !periods.includes(row.period));
    await writeSeals(facts, left);
    await removeUnusedNames(facts, new Set(left.flatMap((row) => row.vocabulary ?? [])));
    for (const period of periods) {
      await touch(context, period);
      for (const { name } of listSealedTables(declared))
        await catalogue.dropPartition(databases.store, name, period);
    }
    await deleteWaiting(
      record,
      (await readWaitingCounts(record)).filter((count) => count.dt < limit),
    );
  });
}
