/** The limits of a query and the errors for exceeding them, the same in both places. */
import { CannotError } from '#core/operator/failures';
import type { QueryRequest } from '#core/operator/query-request';

/** The largest answer that may be requested, in bytes. */
export const MAX_ANSWER_BYTES = 256 * 1024 ** 2;

export function explainTooLong({ timeoutMs }: QueryRequest): CannotError {
  return new CannotError(
    `the query was cancelled after ${timeoutMs / 1_000} seconds: narrow it, look for a join without ON or a recursion without end, or give it more with --timeout SECONDS`,
  );
}

export function explainTooLarge({ maxBytes }: QueryRequest): CannotError {
  const more =
    maxBytes < MAX_ANSWER_BYTES ? `, or allow more with --max-bytes BYTES (at most ${MAX_ANSWER_BYTES})` : '';
  return new CannotError(`the answer is larger than ${maxBytes} bytes: group or limit it${more}`);
}
