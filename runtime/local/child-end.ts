/**
 * When a child process is gone, also one that never began: a failed spawn emits `error` and perhaps `close`, but never
 * `exit`.
 */
import type { ChildProcess } from 'node:child_process';

/**
 * Calls back once, when the process has ended or could not be started; then with the system's code, as EMFILE. An
 * `error` of a running child (a message not sent) is no end.
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

/** The system's code of an error, `unknown` where it has none: fit to be shown, as its text may not be. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'unknown';
}
