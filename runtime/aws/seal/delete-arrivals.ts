/** Removes arrivals: those that are counted, and after their time those that nobody seals. It may not touch a fact. */
import { isLiveFile } from '#core/seal/arrival-part';
import { countedFiles, countedIn } from '#core/seal/seal-run';
import { addDays } from '#core/time/zone';
import { ARRIVALS, dtOf, listArrivals } from './arrival-index.ts';
import type { SealPlan } from './make-plan.ts';
import type { SealContext } from './seal-context.ts';
import { readTaken } from './taken.ts';

/** Of these files, deletes each of which every row is counted and that is still the one that was counted. Can be repeated. */
export async function deleteCounted(context: SealContext, plan: SealPlan, files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  const some = new Set(files);
  const counted = countedFiles(await readTaken(context.record), plan.parts.filter((part) => some.has(part.file)));
  await deleteFiles(context, plan, [...counted]);
}

/**
 * Deletes what was written more than `arrivalsDays` days ago and is not sealed; what waits for an import, belongs to one or
 * is of a day still to come, is not forsaken. Returns how many rows were in no count.
 */
export async function deleteAbandoned(context: SealContext, plan: SealPlan): Promise<number> {
  const { config, today, asked, record } = context;
  const limit = addDays(today, -config.retention.arrivalsDays);
  const isCounted = countedIn(await readTaken(record));
  const waiting = new Set(plan.waiting.map((one) => `${one.day} ${one.site}`));
  const held = new Set(plan.parts.filter((part) => waiting.has(`${part.day} ${part.site}`) || (part.day > asked.through && part.day <= addDays(today, 1))).map((part) => part.file));
  const old = Object.entries(plan.written).filter(([file, written]) => writtenOn(file, written) < limit && !held.has(file) && !plan.importing.some(({ id }) => file.includes(`import-${id}-`))).map(([file]) => file);
  const some = new Set(old);
  await deleteFiles(context, plan, old);
  return plan.parts.filter((part) => some.has(part.file) && !isCounted(part)).reduce((sum, part) => sum + part.rows, 0);
}

/** An object that was replaced since it was listed may hold rows that were not counted: it stays. */
async function deleteFiles({ arrivals }: SealContext, plan: SealPlan, files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  const there = await listArrivals(arrivals, [...new Set(files.map(dtOf))]);
  await arrivals.delete(files.filter((file) => there.get(file) === plan.written[file] && there.has(file)).map((file) => `${ARRIVALS}${file}`));
}

/** UTC day of writing: of a live object its partition; of an import, whose partitions are the rows' own days, when S3 got it. */
function writtenOn(file: string, written: number): string {
  return isLiveFile(file) ? dtOf(file) : new Date(written).toISOString().slice(0, 10);
}
