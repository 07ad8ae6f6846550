/**
 * Sends a command of staff to the staff function, under IAM. What is too large for an invocation goes through an object
 * below `staff/` of the register's bucket, which is deleted at once.
 */
import { randomUUID } from 'node:crypto';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { OperatorError } from '#core/operator-error';
import { CannotError } from '#core/operator/failures';
import type { RegisterDeployment } from './register-deployment.ts';

/** An invocation takes and gives 6 MB; JSON in JSON may need more than it holds. */
const MOST_BYTES = 4 * 1024 * 1024;

/** What the staff function answers: a result, or a message for the one who called. */
interface StaffAnswer {
  readonly result?: unknown;
  readonly resultKey?: string;
  readonly message?: string;
  readonly exit?: number;
}

/** An error that the function explained. */
export class StaffAnswerError extends OperatorError {
  override readonly name = 'StaffAnswerError';
  override readonly exit: 1 | 2;

  constructor(message: string, exit: 1 | 2) {
    super(message);
    this.exit = exit;
  }
}

/** Why Lambda throttles a function that has a concurrency of 0. */
const STOPPED = 'ReservedFunctionConcurrentInvocationLimitExceeded';

const LOOK_FIRST =
  'it may be done, or a part of it: look first (headcount register show, list or cases), then run it again';

/** Runs the command. Rejects with a StaffAnswerError, a CannotError, or an error of AWS. */
export async function askStaffFunction(
  deployment: RegisterDeployment,
  { command, input, reader }: { readonly command: string; readonly input: unknown; readonly reader: string },
): Promise<unknown> {
  const whole = JSON.stringify({ command, input, reader });
  if (Buffer.byteLength(whole) <= MOST_BYTES) return resultOf(await invoke(deployment, whole), deployment);
  const inputKey = `staff/${randomUUID()}`;
  await deployment.objects.put(inputKey, JSON.stringify(input), 'application/json');
  try {
    return await resultOf(
      await invoke(deployment, JSON.stringify({ command, inputKey, reader })),
      deployment,
    );
  } finally {
    await remove(inputKey, deployment);
  }
}

async function invoke({ lambda, outputs }: RegisterDeployment, payload: string): Promise<StaffAnswer> {
  const command = new InvokeCommand({
    FunctionName: outputs('RegisterStaffFunction'),
    InvocationType: 'RequestResponse',
    Payload: Buffer.from(payload),
  });
  const { FunctionError, Payload } = await lambda.send(command).catch((error: unknown) => {
    throw explainInvoke(error);
  });
  const answer = JSON.parse(
    Buffer.from(Payload ?? new Uint8Array()).toString('utf8') || '{}',
  ) as StaffAnswer & {
    readonly errorType?: string;
    readonly errorMessage?: string;
  };
  if (FunctionError === undefined) return answer;
  const { errorType = '', errorMessage = '' } = answer;
  if (errorType === 'Sandbox.Timedout' || /Task timed out/.test(errorMessage))
    throw new CannotError(`the staff function ran out of its time: ${LOOK_FIRST}`);
  const type = /^[\w.]{1,80}$/.exec(errorType)?.[0] ?? 'unknown';
  throw new CannotError(`the staff function failed (${type}), see its log in CloudWatch: ${LOOK_FIRST}`);
}

function explainInvoke(error: unknown): unknown {
  const { name, code = '' } = error as NodeJS.ErrnoException;
  // The connection ended after the command was sent: nobody knows what became of it.
  if (name === 'TimeoutError' || /^(ECONNRESET|EPIPE|ETIMEDOUT)$/.test(code))
    return new CannotError(`the staff function did not answer: ${LOOK_FIRST}`);
  if ((error as { readonly Reason?: string }).Reason === STOPPED)
    return new CannotError(
      'the staff function is stopped, as for a restore: finish that, and start it again (docs/register-operations.md)',
    );
  return error;
}

async function resultOf(
  { message, exit, result, resultKey }: StaffAnswer,
  deployment: RegisterDeployment,
): Promise<unknown> {
  if (message !== undefined) throw new StaffAnswerError(message, exit === 2 ? 2 : 1);
  if (resultKey === undefined) return result;
  const text = await deployment.objects.text(resultKey);
  if (text === undefined)
    throw new CannotError(
      `the result is not in the register's bucket any more: it was done and is on record; run it again to see it`,
    );
  await remove(resultKey, deployment);
  return JSON.parse(text);
}

/** What cannot be deleted here goes by the bucket's rule within a day. */
async function remove(key: string, { objects }: RegisterDeployment): Promise<void> {
  await objects.delete([key]).catch(() => undefined);
}
