/**
 * Keeps what people gave up, line by line and without identity, below `given-up/DAY/` of the bucket. It may only add: a
 * restored backup of the table is held against these lines.
 */
import type { Bucket } from './bucket.ts';

/** Keeps lines durably; resolves when they are. */
export type KeepGivenUp = (lines: readonly string[]) => Promise<void>;

/** Returns what keeps them; the names of the objects are in the order of time. */
export function keepGivenUpIn(bucket: Bucket, now: () => number, randomId: () => string): KeepGivenUp {
  return async (lines) => {
    if (lines.length === 0) return;
    const time = new Date(now()).toISOString();
    const place = `given-up/${time.slice(0, 10)}/${time.slice(11).replaceAll(/[:.]/g, '')}`;
    const text = lines.map((line) => `${line}\n`).join('');
    while (!(await bucket.create(`${place}-${randomId()}.jsonl`, text)));
  };
}
