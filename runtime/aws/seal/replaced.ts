/**
 * Sweeps replaced rows and drafts that were never shown: objects of a period that its partition does not point at. They
 * are deleted an hour after the period was last touched, since a reader may still use them. It may not delete what is
 * pointed at.
 */
import { listSealedTables, type SealPorts } from './seal-context.ts';

const RUN = 'replaced';
/** Grace period for readers; no query runs longer: Athena ends one after 30 minutes. */
const READER_GRACE_MS = 3_600_000;

/** Marks a period as touched; call it before writing to a period, and again before swapping a pointer. */
export async function touch(
  { record, now }: Pick<SealPorts, 'record' | 'now'>,
  period: string,
): Promise<void> {
  await record.put(RUN, period, String(now()));
}

/** Sweeps the periods that are due; idempotent. Call it only while no draft of these periods is being written. */
export async function sweepReplaced({
  record,
  facts,
  catalogue,
  databases,
  declared,
  now,
}: SealPorts): Promise<void> {
  const due = [...(await record.all(RUN))]
    .filter(([, at]) => Number(at) <= now() - READER_GRACE_MS)
    .map(([period]) => period);
  if (due.length === 0) return;
  for (const { name, folder } of listSealedTables(declared)) {
    const locations = await catalogue.partitions(databases.store, name);
    for (const period of due) {
      const location = locations.get(period);
      const keys = (await facts.list(`${folder}/period=${period}/`))
        .map(({ key }) => key)
        .filter((key) => location === undefined || !facts.uri(key).startsWith(location));
      if (keys.length > 0) await facts.delete(keys);
    }
  }
  for (const period of due) await record.delete(RUN, period);
}
