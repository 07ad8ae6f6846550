/**
 * The reason why a call to a service failed, as a code. It may not hold the service's message, since messages quote
 * what was sent.
 */

export class AwsFault extends Error {
  override readonly name = 'AwsFault';
  /** AWS's error code, or `timeout`, `network`, `unreadable`. */
  readonly code: string;
  /** Whether the same call may succeed if it is retried soon. */
  readonly isTransient: boolean;

  constructor(code: string, isTransient: boolean) {
    super(code);
    this.code = code;
    this.isTransient = isTransient;
  }
}

/** Throttling codes with status 400, as the SDKs of AWS know them. */
const THROTTLING =
  /^(Throttling|KmsThrottled|ThrottlingException|ThrottledException|RequestThrottled(Exception)?|TooManyRequestsException|ProvisionedThroughputExceeded(Exception)?|RequestLimitExceeded|LimitExceededException|BandwidthLimitExceeded|SlowDown|PriorRequestNotComplete|TransactionInProgressException|RequestTimeout(Exception)?|TransientError)$/;
const CODE = /^[A-Za-z.]{1,64}$/;

/**
 * Creates the fault of an answer from its `__type` (JSON protocols) or the header x-amzn-errortype; the code consists
 * of letters only.
 */
export function toFault(status: number, type: string | undefined): AwsFault {
  const reported = type?.split('#').at(-1)?.split(':', 1)[0] ?? '';
  const code = CODE.test(reported) ? reported : `status.${status}`;
  return new AwsFault(code, status >= 500 || status === 429 || THROTTLING.test(code));
}
