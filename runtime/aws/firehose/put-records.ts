/**
 * Sends records to Firehose by PutRecordBatch, with retries until a deadline. Only what Firehose reports as not
 * accepted is sent again; after a call without an answer everything is, and the seal drops duplicates. It may not lose
 * a record silently: what was not accepted is returned.
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
  /** Code of the last fault; undefined without one. */
  readonly code?: string;
}

/** Bytes per call: base64 turns 3 into 4, and Firehose accepts 4 MiB. */
const MAX_CALL_BYTES = 3 * 1_024_000;
const MAX_RECORDS = 500;
const CALL_TIMEOUT_MS = 2_000;
/** Calls with less time than this are not started. */
const MIN_CALL_MS = 100;

/** Sends records; returns those that were not accepted by instant `deadline` (ms). Never rejects. */
export async function putRecords(
  stream: string,
  records: readonly string[],
  deadline: number,
  retry: RetryContext,
): Promise<PutResult> {
  let remaining = records;
  let code: string | undefined;
  // Consecutive faults: after a call that was accepted completely the next one follows at once.
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
  return { remaining, ...(code === undefined ? {} : { code }) };
}

interface Round extends PutResult {
  /** Whether a retry would not help. */
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
 * Returns the records whose entry in the answer is missing or has an error: only an entry with a RecordId counts as
 * accepted.
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
