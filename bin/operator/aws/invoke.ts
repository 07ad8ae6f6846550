/** Invokes a function of the pipeline until it reports that it is done. */
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { CannotError } from '#core/operator/failures';

export interface FunctionAnswer {
  /** False if there is more to do. */
  readonly done: boolean;
  /** True if another run is under way. */
  readonly busy?: boolean;
  readonly problem?: { readonly name: string; readonly message: string };
}

export interface InvokeOptions {
  /** Called once if another run has to be waited for. */
  readonly note: (text: string) => void;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** A lease expires within this time. */
const MAX_WAIT_MS = 20 * 60_000;
const PAUSE_MS = 5_000;

/**
 * Returns every answer; the last one is done. Throws a CannotError if the function fails, reports a problem or stays
 * busy.
 */
export async function invokeUntilDone<A extends FunctionAnswer>(
  client: LambdaClient,
  functionName: string,
  event: object,
  { note, sleep = pause }: InvokeOptions,
): Promise<readonly A[]> {
  const answers: A[] = [];
  for (let waitedMs = 0; ;) {
    const answer = await invoke<A>(client, functionName, event);
    if (answer.problem !== undefined) throw new CannotError(answer.problem.message);
    if (answer.busy !== true) answers.push(answer);
    if (answer.done) return answers;
    if (answer.busy !== true) continue;
    if (waitedMs === 0) note('headcount: another run of the pipeline is under way: waiting for it');
    if (waitedMs >= MAX_WAIT_MS)
      throw new CannotError(
        'another run of the pipeline has not ended: see the log of the functions, then try again',
      );
    await sleep(PAUSE_MS);
    waitedMs += PAUSE_MS;
  }
}

/**
 * Invokes a function once; throws a CannotError with the type of the error if it fails. The message stays in its log.
 */
export async function invoke<A>(client: LambdaClient, functionName: string, event: object): Promise<A> {
  const { FunctionError, Payload } = await client.send(
    new InvokeCommand({
      FunctionName: functionName,
      InvocationType: 'RequestResponse',
      Payload: Buffer.from(JSON.stringify(event)),
    }),
  );
  const body = JSON.parse(Buffer.from(Payload ?? new Uint8Array()).toString('utf8') || 'null') as A & {
    readonly errorType?: string;
  };
  if (FunctionError === undefined) return body;
  const type = /^[\w.]{1,80}$/.exec(body?.errorType ?? '')?.[0] ?? 'unknown';
  throw new CannotError(
    `the function ${functionName} failed (${type}): see its log in CloudWatch; nothing is lost: run it again and it continues where it stopped`,
  );
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
