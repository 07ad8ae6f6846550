/**
 * Recovers records that Firehose could not convert: rows in time go to Firehose again, later ones as rows that only
 * count, and an object is deleted once all its rows are stored elsewhere. Unreadable records are counted, and deleted
 * after 48 hours. It may not log a key, a row or a message.
 */
import { QUEUE_TIMEOUT_MS, redeliver, type Redelivery } from '../firehose/redeliver.ts';
import type { Warnings } from '../warnings.ts';
import { errorLines } from './error-lines.ts';
import type { ErrorObjects } from './error-objects.ts';

export interface SweepResult {
  readonly objects: number;
  readonly rows: number;
  readonly late: number;
  /** Unreadable records, whether still kept or deleted now. */
  readonly unreadable: number;
  /** Objects that stay because neither Firehose nor the queue accepted their rows, or S3 failed. */
  readonly failed: number;
}

const RETENTION_MS = 48 * 3_600_000;

/**
 * Processes all objects until instant `deadline` (ms); the next run continues. Rejects only where the bucket cannot be
 * listed.
 */
export async function sweepErrors(
  objects: ErrorObjects,
  deadline: number,
  redelivery: Redelivery,
  warnings: Warnings,
): Promise<SweepResult> {
  const swept = { objects: 0, rows: 0, late: 0, unreadable: 0, failed: 0 };
  for await (const key of objects.list()) {
    if (redelivery.clock() > deadline - 2 * QUEUE_TIMEOUT_MS) break;
    swept.objects += 1;
    try {
      const outcome = await sweepObject(key, objects, deadline - QUEUE_TIMEOUT_MS, redelivery);
      swept.rows += outcome.rows;
      swept.late += outcome.late;
      swept.unreadable += outcome.unreadable;
      swept.failed += outcome.failed;
    } catch {
      swept.failed += 1;
    }
  }
  if (swept.late > 0) warnings.warn('late', swept.late);
  if (swept.unreadable > 0) warnings.warn('unreadable', swept.unreadable);
  if (swept.failed > 0) warnings.warn('sweep_failed', swept.failed);
  return swept;
}

async function sweepObject(
  key: string,
  objects: ErrorObjects,
  deadline: number,
  redelivery: Redelivery,
): Promise<Omit<SweepResult, 'objects'>> {
  const { text, since } = await objects.read(key);
  const documents = errorLines(text);
  const readable = documents.filter(({ record }) => record !== undefined);
  const {
    done,
    rows,
    late,
    unreadable: lines,
  } = await redeliver(readable.map(({ record }) => record).join('\n'), deadline, redelivery);
  const retained = documents.filter(({ record }) => record === undefined).map(({ line }) => line);
  const unreadable = retained.length + lines.length;
  if (!done) return { rows: 0, late: 0, unreadable, failed: 1 };
  if (lines.length > 0)
    retained.push(JSON.stringify({ rawData: Buffer.from(lines.join('\n')).toString('base64') }));
  const remainingText = retained.map((line) => `${line}\n`).join('');
  if (retained.length === 0 || redelivery.clock() - since > RETENTION_MS) await objects.delete(key);
  else if (remainingText !== text) await objects.rewrite({ key, since }, remainingText);
  return { rows, late, unreadable, failed: 0 };
}
