/** Names the process that holds a lock. */
import type { LockHeldError } from '#runtime/local/lock';

/** In brackets after a blank; empty where it is not known. */
export function processOf({ pid }: LockHeldError): string {
  return pid === undefined ? '' : ` (process ${pid})`;
}
