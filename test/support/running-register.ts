/** A register as users run it: the built program, on a port of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { ROOT } from './root.ts';

export interface RunningRegister {
  readonly url: string;
  readonly pid: number;
  /** Ends it as an operator does, and waits for the end. */
  readonly stop: () => Promise<void>;
  /** Ends it as a power cut does, and waits for the end. */
  readonly kill: () => Promise<void>;
}

/** Starts it on a data folder; resolves once it listens. Rejects with what it printed where it ends before that. */
export async function startRegister(
  dataFolder: string,
  args: readonly string[] = [],
  cwd: string = dataFolder,
): Promise<RunningRegister> {
  const program = join(ROOT, 'dist/bin/headcount.js');
  const child = spawn(
    process.execPath,
    [program, 'register', 'start', '--port', '0', '--json', '--data', dataFolder, ...args],
    { cwd, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = once(child, 'exit');
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const url = await Promise.race([
    once(createInterface(child.stdout), 'line').then(
      ([line]) => (JSON.parse(String(line)) as { url: string }).url,
    ),
    ended.then(() => Promise.reject(new Error(errors))),
  ]);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return { url, pid: child.pid ?? 0, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
