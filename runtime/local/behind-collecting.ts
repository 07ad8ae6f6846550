/** Lowers the priority of a child process, so that the collector goes first where both want the same core. */
import { setPriority } from 'node:os';

/** Raising the niceness needs no privilege. */
const NICENESS = 10;

/**
 * Lowers the priority of a process, if there is one. Call it right after the spawn: threads inherit the priority of the
 * thread that creates them.
 */
export function runBehindCollecting(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, NICENESS);
  } catch {
    /* the process has just ended, or the system has no priorities */
  }
}
