/**
 * Rows that were replaced, and drafts that never were shown: objects of a period that its partition does not point at.
 * They go an hour after the period was last touched, since a reader may still be at them. It may not delete what is
 * pointed at.
 */
import { sealedTables, type SealPorts } from './seal-context.ts';

const RUN = 'replaced';
/** No query runs longer: Athena ends one after 30 minutes. */
const READER_GRACE_MS = 3_600_000;

/** To be said before a period is written to, and again before a pointer is swapped. */
export async function touch(
  { record, now }: Pick<SealPorts, 'record' | 'now'>,
  period: string,
): Promise<void> {
  await record.put(RUN, period, String(now()));
}

/** Can be repeated; only while no draft of its period is being written. */
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
  for (const { name, folder } of sealedTables(declared)) {
    const locations = await catalogue.partitions(databases.store, name);
    for (const period of due) {
      const shown = locations.get(period);
      const keys = (await facts.list(`${folder}/period=${period}/`))
        .map(({ key }) => key)
        .filter((key) => shown === undefined || !facts.uri(key).startsWith(shown));
      if (keys.length > 0) await facts.delete(keys);
    }
  }
  for (const period of due) await record.delete(RUN, period);
}
