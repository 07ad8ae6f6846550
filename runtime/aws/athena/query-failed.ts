/** What ends a query other than success. It may not hold Athena's message: that quotes values. */

export class QueryFailedError extends Error {
  override readonly name = 'QueryFailedError';
  /** Athena says that the same query may succeed later. */
  readonly retryable: boolean;

  constructor(code: string, retryable: boolean) {
    super(`the query ended as ${code}`);
    this.retryable = retryable;
  }
}

/** The code at the head of a state change reason, as `TYPE_MISMATCH`; what follows it is left out. */
export function reasonCode(reason: string | undefined): string {
  return /^[A-Z][A-Z0-9_]+(?=[: ])/.exec(reason ?? '')?.[0] ?? 'FAILED';
}
