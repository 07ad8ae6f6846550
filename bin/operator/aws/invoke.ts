/**
 * Invokes a function of the pipeline and waits, again and again until it says that it is done. It may not know what it
 * does.
 */
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { CannotError } from '#core/operator/failures';

export interface Answer {
  /** False: there is more to do. */
  readonly done: boolean;
  /** Another run is under way. */
  readonly busy?: boolean;
  readonly problem?: { readonly name: string; readonly message: string };
}

export interface InvokeOptions {
  /** Told while another run is waited for, once. */
  readonly note: (text: string) => void;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** A lease ends by itself within this. */
const PATIENCE = 20 * 60_000;
const PAUSE = 5_000;

/** Every answer, the last one done. Throws a CannotError where the function failed, found a problem or stays busy. */
export async function invokeUntilDone<A extends Answer>(
  client: LambdaClient,
  functionName: string,
  event: object,
  { note, sleep = pause }: InvokeOptions,
): Promise<readonly A[]> {
  const answers: A[] = [];
  for (let waited = 0; ;) {
    const answer = await invoke<A>(client, functionName, event);
    if (answer.problem !== undefined) throw new CannotError(answer.problem.message);
    if (answer.busy !== true) answers.push(answer);
    if (answer.done) return answers;
    if (answer.busy !== true) continue;
    if (waited === 0) note('headcount: another run of the pipeline is under way: waiting for it');
    if (waited >= PATIENCE)
      throw new CannotError(
        'another run of the pipeline has not ended: see the log of the functions, then try again',
      );
    await sleep(PAUSE);
    waited += PAUSE;
  }
}

/** Throws a CannotError where the function failed; its log says why, and only its name is told here. */
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
