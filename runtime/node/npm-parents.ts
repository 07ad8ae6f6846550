/**
 * The processes through which npm runs a program, so that it can end with them. npm runs a script by `sh -c` (its
 * documentation, `scripts`), and passes SIGTERM on to that shell only. A shell that did not replace itself by the
 * program, as dash does not, dies of it and leaves the program without a parent. It may not signal a process.
 */
import { readFileSync } from 'node:fs';

/** How to find a parent; replaced in tests. */
export interface ProcessTable {
  /** The id of this process's parent, as it is now. */
  readonly parent: () => number;
  /** Name and parent of another process; undefined where the system does not tell or the process is gone. */
  readonly look: (pid: number) => { readonly name: string; readonly parent: number } | undefined;
}

const SHELL = /^-?(sh|dash|ash|bash|busybox|ksh|zsh)$/;

/** The table of this machine; other processes can be looked up on Linux alone. */
export const SYSTEM_PROCESSES: ProcessTable = {
  parent: () => process.ppid,
  look: (pid) => {
    try {
      // The name is in brackets and may hold brackets itself: man 5 proc_pid_stat.
      const found = /^\d+ \((.*)\) \S (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      return found === null ? undefined : { name: found[1] ?? '', parent: Number(found[2]) };
    } catch {
      return undefined;
    }
  },
};

/**
 * Returns a check whether what started this program through npm is gone: its parent, or the npm above the shell that is
 * its parent. Undefined where npm did not start it: then it may outlive its parent, as under `nohup` or a supervisor.
 */
export function whetherNpmIsGone(
  environment: Readonly<Record<string, string | undefined>>,
  { parent, look }: ProcessTable = SYSTEM_PROCESSES,
): (() => boolean) | undefined {
  // npm sets it for scripts and for npx, as pnpm and yarn do for scripts.
  if (environment['npm_lifecycle_event'] === undefined) return undefined;
  const first = parent();
  const above = aboveShell();
  return () => parent() !== first || (above !== undefined && aboveShell() !== above);

  /** The parent of the shell that is our parent, as it is now. */
  function aboveShell(): number | undefined {
    const shell = look(first);
    return shell !== undefined && SHELL.test(shell.name) ? shell.parent : undefined;
  }
}
