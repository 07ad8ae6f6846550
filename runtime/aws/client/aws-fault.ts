/** Why a call to a service failed, as a word. It may not hold the service's message: these quote what was sent. */

export class AwsFault extends Error {
  override readonly name = 'AwsFault';
  /** AWS's error code, or `timeout`, `network`, `unreadable`. */
  readonly code: string;
  /** Whether it may pass by itself: asked again soon, the same call may succeed. */
  readonly isTransient: boolean;

  constructor(code: string, isTransient: boolean) {
    super(code);
    this.code = code;
    this.isTransient = isTransient;
  }
}

/** Codes that say "too fast" with status 400, as SDKs of AWS know them. */
const THROTTLING =
  /^(Throttling|KmsThrottled|ThrottlingException|ThrottledException|RequestThrottled(Exception)?|TooManyRequestsException|ProvisionedThroughputExceeded(Exception)?|RequestLimitExceeded|LimitExceededException|BandwidthLimitExceeded|SlowDown|PriorRequestNotComplete|TransactionInProgressException|RequestTimeout(Exception)?|TransientError)$/;
const CODE = /^[A-Za-z.]{1,64}$/;

/**
 * The fault of an answer: its code from `__type` (JSON protocols) or the header x-amzn-errortype, never more than
 * letters.
 */
export function faultOf(status: number, type: string | undefined): AwsFault {
  const reported = type?.split('#').at(-1)?.split(':', 1)[0] ?? '';
  const code = CODE.test(reported) ? reported : `status.${status}`;
  return new AwsFault(code, status >= 500 || status === 429 || THROTTLING.test(code));
}
