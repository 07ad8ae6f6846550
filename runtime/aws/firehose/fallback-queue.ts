/** Sends records that Firehose did not accept to the SQS fallback queue. */
import { AwsFault } from '../client/aws-fault.ts';
import { backOff } from '../client/back-off.ts';
import type { PutResult, RetryContext } from './put-records.ts';
import { MAX_RECORD_BYTES, toRecords } from './records.ts';

const CALL_TIMEOUT_MS = 2_000;
const MIN_CALL_MS = 100;
/**
 * Characters that SQS refuses although JSON may contain them: it accepts #x9, #xA, #xD and everything from #x20 on,
 * except #xFFFE and #xFFFF (SendMessage).
 */
const FORBIDDEN_CHARACTERS = /[\ufffe\uffff]/g;

/**
 * Sends records as messages, one each; a message holds 1 MiB (1,048,576 bytes, SQS quotas), a record 1,000 KiB. Returns
 * what was not accepted by instant `deadline` (ms). Never rejects.
 */
export async function sendToQueue(
  queueUrl: string,
  records: readonly string[],
  deadline: number,
  retry: RetryContext,
): Promise<PutResult> {
  const bodies = records.flatMap(messages);
  const remaining: string[] = [];
  let code: string | undefined;
  for (const body of bodies) {
    const fault = await sendOne(queueUrl, body, deadline, retry);
    if (fault === undefined) continue;
    remaining.push(body);
    code = fault;
  }
  return { remaining, ...(code === undefined ? {} : { code }) };
}

/** Escapes a record for SQS without changing its JSON; splits it where escaping makes it longer than a message. */
function messages(record: string): readonly string[] {
  const escaped = record.replace(FORBIDDEN_CHARACTERS, (character) =>
    character === '\ufffe' ? '\\ufffe' : '\\uffff',
  );
  return escaped === record
    ? [record]
    : toRecords(
        escaped.split('\n').filter((line) => line !== ''),
        MAX_RECORD_BYTES,
      );
}

/** Sends one message with retries; returns the code of the fault, undefined where the queue holds it. */
async function sendOne(
  queueUrl: string,
  body: string,
  deadline: number,
  { call, clock, random, sleep }: RetryContext,
): Promise<string | undefined> {
  let code = 'timeout';
  for (let tries = 0; ; tries += 1) {
    if (tries > 0) {
      const wait = backOff(tries, random);
      if (clock() + wait + MIN_CALL_MS > deadline) return code;
      await sleep(wait);
    }
    const timeoutMs = Math.min(CALL_TIMEOUT_MS, deadline - clock());
    if (timeoutMs < MIN_CALL_MS) return code;
    try {
      const answer = await call({
        service: 'sqs',
        target: 'AmazonSQS.SendMessage',
        endpoint: new URL('/', queueUrl).href,
        timeoutMs,
        input: { QueueUrl: queueUrl, MessageBody: body },
      });
      if (typeof (answer as { readonly MessageId?: unknown }).MessageId === 'string') return undefined;
      code = 'unreadable';
    } catch (error) {
      const fault = error instanceof AwsFault ? error : new AwsFault('internal', false);
      code = fault.code;
      if (!fault.isTransient) return code;
    }
  }
}
