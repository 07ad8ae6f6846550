/** Deletes arrivals: counted ones, and unsealed ones after their retention. */
import { isLiveFile } from '#core/seal/arrival-part';
import { findFullyCountedFiles, createIsCounted } from '#core/seal/seal-run';
import { addDays } from '#core/time/zone';
import { ARRIVALS, dtOf } from './arrival-index.ts';
import type { SealPlan } from './make-plan.ts';
import type { SealContext } from './seal-context.ts';
import { readClaims } from './claims.ts';

/** Deletes those of the files whose rows are all counted: no object is written twice. Idempotent. */
export async function deleteCounted(
  context: SealContext,
  plan: SealPlan,
  files: readonly string[],
): Promise<void> {
  if (files.length === 0) return;
  const candidates = new Set(files);
  const counted = findFullyCountedFiles(
    await readClaims(context.record),
    plan.parts.filter((part) => candidates.has(part.file)),
  );
  await context.arrivals.delete([...counted].map((file) => `${ARRIVALS}${file}`));
}

/**
 * Deletes objects that were written more than `arrivalsDays` days ago and are not sealed, except those that wait for an
 * import, belong to one or have days still to come. Returns, and logs, how many items were never counted.
 */
export async function deleteAbandoned(context: SealContext, plan: SealPlan): Promise<number> {
  const { config, today, request, record, log } = context;
  const limit = addDays(today, -config.retention.arrivalsDays);
  const isCounted = createIsCounted(await readClaims(record));
  const waiting = new Set(plan.waiting.map((entry) => `${entry.day} ${entry.site}`));
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
  const expiredSet = new Set(expired);
  const rows = plan.parts
    .filter((part) => expiredSet.has(part.file) && !isCounted(part))
    .reduce((sum, part) => sum + part.items, 0);
  // Logged in advance: afterwards the number could not be determined.
  if (rows > 0) log.warn({ warning: 'arrivals_past_deadline', count: rows });
  await context.arrivals.delete(expired.map((file) => `${ARRIVALS}${file}`));
  return rows;
}

/**
 * Returns the UTC day on which an object was written: for a live object its partition; for an import, whose partitions
 * are the days of its rows, its upload.
 */
function writtenOn(file: string, written: number): string {
  return isLiveFile(file) ? dtOf(file) : new Date(written).toISOString().slice(0, 10);
}
