/**
 * Runs a command of staff for whoever may invoke the function, and answers as the staff's door of one machine does. It
 * may not log: a command and its result hold personal data.
 */
import { OperatorError } from '#core/operator-error';
import { runStaffCommand } from '#core/register/staff/commands';
import type { StaffContext } from '#core/register/staff/staff-context';

export interface StaffRequest {
  readonly command: string;
  readonly input?: unknown;
  /** Object of the bucket that holds the input as JSON, where it is larger than an invocation takes. */
  readonly inputKey?: string;
  /** Who acts, as the log records it. */
  readonly reader: string;
}

/** `resultKey`: the object that holds the result as JSON, where it is larger than an answer may be. */
export type StaffAnswer =
  | { readonly result: unknown }
  | { readonly resultKey: string }
  | { readonly message: string; readonly exit: 1 | 2 };

/** Runs the command; never rejects. */
export async function answerCommand(
  { command, input }: StaffRequest,
  context: StaffContext,
): Promise<StaffAnswer> {
  try {
    return { result: await runStaffCommand(command, input, context) };
  } catch (error) {
    return explain(error);
  }
}

/** The message of an OperatorError is for the one who called; the text of another error can quote a value. */
export function explain(error: unknown): StaffAnswer {
  if (error instanceof OperatorError) return { message: error.message, exit: error.exit };
  const name = error instanceof Error ? error.name : 'unknown';
  // The code of a fault of AWS consists of letters alone.
  const code = name === 'AwsFault' ? ` ${String((error as { readonly code?: string }).code)}` : '';
  return {
    message: `unexpected error (${name}${code}) in the register on AWS: run the command again, and see docs/register-operations.md if it stays`,
    exit: 1,
  };
}

/** `staff:NAME`, as the commands send it: no address may stand in the log. */
export const isReader = (reader: unknown): reader is string =>
  typeof reader === 'string' && /^staff:[\w.-]{1,64}$/.test(reader);
