/**
 * A folder in the system's temporary one that goes with its process: removed when the work ends or is interrupted, and
 * where the process was killed, by the next one of this user on this machine. It may hold personal data.
 */
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs `work` with a new folder, closed to other users; `purpose` is part of its name. */
export async function inOwnFolder<T>(purpose: string, work: (folder: string) => Promise<T>): Promise<T> {
  const prefix = `headcount-${purpose}-${encodeURIComponent(hostname())}-`;
  removeLeftovers(prefix);
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${String(process.pid)}-`));
  const end = () => {
    for (const signal of SIGNALS) process.off(signal, interrupted);
    rmSync(folder, { recursive: true, force: true });
  };
  const interrupted = (signal: NodeJS.Signals) => {
    end();
    process.kill(process.pid, signal);
  };
  for (const signal of SIGNALS) process.on(signal, interrupted);
  try {
    return await work(folder);
  } finally {
    end();
  }
}

/** Removes the folders of killed processes. A name belongs to this machine, since containers may share the folder. */
function removeLeftovers(prefix: string): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix) ? /^(\d+)-/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (pid === undefined || isRunning(Number(pid))) continue;
    const folder = join(tmpdir(), name);
    try {
      if (lstatSync(folder).uid === process.getuid?.()) rmSync(folder, { recursive: true, force: true });
    } catch {
      /* another process was quicker, or may do it */
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
