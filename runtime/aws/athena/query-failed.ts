/** The error of a failed query. It may not hold Athena's message, which quotes values. */

export class QueryFailedError extends Error {
  override readonly name = 'QueryFailedError';
  /** Whether the same query may succeed later, according to Athena. */
  readonly retryable: boolean;

  constructor(code: string, retryable: boolean) {
    super(`the query ended as ${code}`);
    this.retryable = retryable;
  }
}

/** Extracts the code at the start of a state change reason, such as `TYPE_MISMATCH`, without the rest. */
export function parseReasonCode(reason: string | undefined): string {
  return /^[A-Z][A-Z0-9_]+(?=[: ])/.exec(reason ?? '')?.[0] ?? 'FAILED';
}
