/**
 * Detects the end of a child process, including one that never started: a failed spawn emits `error` and perhaps
 * `close`, but never `exit`.
 */
import type { ChildProcess } from 'node:child_process';

/**
 * Calls back once, when the process has ended or could not be started; in the second case with the system's error code,
 * such as EMFILE. An `error` of a running child (a message that was not sent) does not count as its end.
 */
export function onProcessEnd(child: ChildProcess, ended: (notStarted?: string) => void): void {
  let open = true;
  const end = (notStarted?: string) => {
    if (!open) return;
    open = false;
    ended(notStarted);
  };
  child.on('error', (error) => {
    if (child.pid === undefined) end(codeOf(error));
  });
  child.once('exit', () => end());
  child.once('close', () => end());
}

/** Returns the system's code of an error, or `unknown`. Unlike the error's text, the code is safe to show. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'unknown';
}
