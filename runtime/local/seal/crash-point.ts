/**
 * Lets a test kill the process at a named step, as a power cut would. Does nothing unless HEADCOUNT_CRASH_AT names the
 * step.
 */

/** Kills the process with SIGKILL if HEADCOUNT_CRASH_AT is `step`. */
export function crashPoint(step: string): void {
  if (process.env['HEADCOUNT_CRASH_AT'] === step) process.kill(process.pid, 'SIGKILL');
}
