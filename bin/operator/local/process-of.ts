/** Names the process that holds a lock. */
import type { LockHeldError } from '#runtime/local/lock';

/** Returns ` (process ID)`, or an empty string if the process is not known. */
export function processOf({ pid }: LockHeldError): string {
  return pid === undefined ? '' : ` (process ${pid})`;
}
