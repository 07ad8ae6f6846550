/**
 * Records to Firehose by PutRecordBatch, tried again until a deadline. Only what Firehose says it did not take is sent
 * again; where nobody knows (a call without an answer) all of it, and the seal drops what came twice. It may not give
 * up silently: what was not taken is returned.
 */
import { AwsFault } from '../client/aws-fault.ts';
import { backOff } from '../client/back-off.ts';
import type { CallAws } from '../client/call-aws.ts';

export interface RetryContext {
  readonly call: CallAws;
  readonly clock: () => number;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface PutResult {
  /** Records that Firehose did not acknowledge, in order. */
  readonly remaining: readonly string[];
  /** Code of the last fault; undefined where there was none. */
  readonly code?: string;
}

/** Bytes of a call; base64 makes 4 of 3, and Firehose takes 4 MiB. */
const MAX_CALL_BYTES = 3 * 1_024_000;
const MAX_RECORDS = 500;
const CALL_TIMEOUT_MS = 2_000;
/** A call with less time than this is not begun. */
const MIN_CALL_MS = 100;

/** Returns what was not taken by instant `deadline` (ms). Never rejects. */
export async function putRecords(
  stream: string,
  records: readonly string[],
  deadline: number,
  retry: RetryContext,
): Promise<PutResult> {
  let remaining = records;
  let code: string | undefined;
  // In a row: a call that was taken whole has the next one follow at once.
  let faults = 0;
  while (remaining.length > 0) {
    if (faults > 0) {
      const wait = backOff(faults, retry.random);
      if (retry.clock() + wait + MIN_CALL_MS > deadline) break;
      await retry.sleep(wait);
    }
    const timeoutMs = Math.min(CALL_TIMEOUT_MS, deadline - retry.clock());
    if (timeoutMs < MIN_CALL_MS) break;
    const round = await putOnce(stream, remaining, timeoutMs, retry.call);
    remaining = round.remaining;
    code = round.code ?? code;
    faults = round.code === undefined ? 0 : faults + 1;
    if (round.isFinal) break;
  }
  return { remaining: remaining, ...(code === undefined ? {} : { code }) };
}

interface Round extends PutResult {
  /** Asking again would not help. */
  readonly isFinal: boolean;
}

async function putOnce(
  stream: string,
  records: readonly string[],
  timeoutMs: number,
  call: CallAws,
): Promise<Round> {
  const batch = firstBatch(records);
  const rest = records.slice(batch.length);
  try {
    const answer = await call({
      service: 'firehose',
      target: 'Firehose_20150804.PutRecordBatch',
      timeoutMs,
      input: {
        DeliveryStreamName: stream,
        Records: batch.map((record) => ({ Data: Buffer.from(record).toString('base64') })),
      },
    });
    const failed = failedRecords(answer, batch);
    const [first] = failed;
    return {
      remaining: [...failed.map(({ record }) => record), ...rest],
      isFinal: false,
      ...(first === undefined ? {} : { code: first.code }),
    };
  } catch (error) {
    const fault = error instanceof AwsFault ? error : new AwsFault('internal', false);
    return { remaining: records, code: fault.code, isFinal: !fault.isTransient };
  }
}

function firstBatch(records: readonly string[]): readonly string[] {
  let size = 0;
  const end = records.findIndex((record, index) => {
    size += Buffer.byteLength(record);
    return index >= MAX_RECORDS || (index > 0 && size > MAX_CALL_BYTES);
  });
  return end === -1 ? records : records.slice(0, end);
}

/**
 * Records whose entry of the answer is missing or bears an error: without an entry with a RecordId nothing counts as
 * taken.
 */
function failedRecords(
  answer: unknown,
  batch: readonly string[],
): readonly { readonly record: string; readonly code: string }[] {
  const entries = (
    answer as {
      readonly RequestResponses?: readonly { readonly RecordId?: unknown; readonly ErrorCode?: unknown }[];
    }
  ).RequestResponses;
  return batch.flatMap((record, index) => {
    const entry = Array.isArray(entries)
      ? (entries[index] as { readonly RecordId?: unknown; readonly ErrorCode?: unknown } | undefined)
      : undefined;
    if (typeof entry?.RecordId === 'string' && entry.ErrorCode == null) return [];
    const code = entry?.ErrorCode;
    return [{ record, code: typeof code === 'string' && /^[A-Za-z]{1,64}$/.test(code) ? code : 'partial' }];
  });
}
