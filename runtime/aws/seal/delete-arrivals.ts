/** Removes arrivals: those that are counted, and after their time those that nobody seals. It may not touch a fact. */
import { isLiveFile } from '#core/seal/arrival-part';
import { fullyCountedFiles, createIsCounted } from '#core/seal/seal-run';
import { addDays } from '#core/time/zone';
import { ARRIVALS, dtOf } from './arrival-index.ts';
import type { SealPlan } from './make-plan.ts';
import type { SealContext } from './seal-context.ts';
import { readClaims } from './taken.ts';

/** Of these files, deletes each of which every row is counted: nobody writes an object twice. Can be repeated. */
export async function deleteCounted(
  context: SealContext,
  plan: SealPlan,
  files: readonly string[],
): Promise<void> {
  if (files.length === 0) return;
  const some = new Set(files);
  const counted = fullyCountedFiles(
    await readClaims(context.record),
    plan.parts.filter((part) => some.has(part.file)),
  );
  await context.arrivals.delete([...counted].map((file) => `${ARRIVALS}${file}`));
}

/**
 * Deletes what was written more than `arrivalsDays` days ago and is not sealed; what waits for an import, belongs to
 * one or is of a day still to come, is not forsaken. Returns, and says in the log, how many items were in no count.
 */
export async function deleteAbandoned(context: SealContext, plan: SealPlan): Promise<number> {
  const { config, today, request, record, log } = context;
  const limit = addDays(today, -config.retention.arrivalsDays);
  const isCounted = createIsCounted(await readClaims(record));
  const waiting = new Set(plan.waiting.map((one) => `${one.day} ${one.site}`));
  const retained = new Set(
    plan.parts
      .filter(
        (part) =>
          waiting.has(`${part.day} ${part.site}`) ||
          (part.day > request.through && part.day <= addDays(today, 1)),
      )
      .map((part) => part.file),
  );
  const expired = Object.entries(plan.written)
    .filter(
      ([file, written]) =>
        writtenOn(file, written) < limit &&
        !retained.has(file) &&
        !plan.importing.some(({ id }) => file.includes(`import-${id}-`)),
    )
    .map(([file]) => file);
  const some = new Set(expired);
  const rows = plan.parts
    .filter((part) => some.has(part.file) && !isCounted(part))
    .reduce((sum, part) => sum + part.items, 0);
  // Said before it is done: afterwards nobody could say it any more.
  if (rows > 0) log.warn({ warning: 'arrivals_past_deadline', count: rows });
  await context.arrivals.delete(expired.map((file) => `${ARRIVALS}${file}`));
  return rows;
}

/**
 * UTC day of writing: of a live object its partition; of an import, whose partitions are the rows' own days, when S3
 * got it.
 */
function writtenOn(file: string, written: number): string {
  return isLiveFile(file) ? dtOf(file) : new Date(written).toISOString().slice(0, 10);
}
