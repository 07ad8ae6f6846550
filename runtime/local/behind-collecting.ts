/**
 * Puts a child process behind the collector where both want the same core. It may not touch a process that is not ours.
 */
import { setPriority } from 'node:os';

/** Positive niceness needs no right. */
const BEHIND = 10;

/**
 * Conversions and seals come in bursts of seconds: requests go first. To be called at once, since threads take after
 * the one that makes them.
 */
export function runBehindCollecting(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, BEHIND);
  } catch {
    /* it has just ended, or the system knows no priorities */
  }
}
