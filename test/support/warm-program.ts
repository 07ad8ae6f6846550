/**
 * The built program, loaded once per worker: its commands run one after another in one process, which costs a tenth of
 * a process of their own. For signals, standard input, servers and commands beside each other there are processes
 * (`program.ts`).
 */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './root.ts';

export { ROOT };

export const PROGRAM = join(ROOT, 'dist/bin/headcount.js');
export const SHIFT = join(ROOT, 'test/support/shift-clock.mjs');

export interface Ran {
  readonly status: number | null;
  /** The signal that ended it from outside. */
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  /** The whole environment; this process's by default. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

let warm: ChildProcess | undefined;
let before: Promise<unknown> = Promise.resolve();

/** Runs `headcount WORDS` after all commands that were requested before. */
export function runWarm(words: readonly string[], options: RunOptions): Promise<Ran> {
  const run = before.then(() => runNow(words, options));
  before = run.catch(() => undefined);
  return run;
}

async function runNow(words: readonly string[], { cwd, env = process.env }: RunOptions): Promise<Ran> {
  const child = (warm ??= start());
  return await new Promise<Ran>((answered) => {
    // Killed, for example by itself at HEADCOUNT_CRASH_AT: the next command gets a new process.
    const ended = (status: number | null, signal: string | null) =>
      answered({ status, signal, stdout: '', stderr: '' });
    child.once('exit', ended);
    child.once('message', (answer) => {
      child.off('exit', ended);
      answered({ ...(answer as Omit<Ran, 'signal'>), signal: null });
    });
    child.ref();
    child.send({ words, cwd, env });
  }).finally(() => child.unref());
}

function start(): ChildProcess {
  const child = fork(join(ROOT, 'test/support/warm-program.mjs'), [PROGRAM], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  child.once('exit', () => {
    if (warm === child) warm = undefined;
  });
  return child;
}
