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

/** Runs `headcount WORDS` after all commands that were requested before. */
export type RunWarm = (words: readonly string[], options: RunOptions) => Promise<Ran>;

/** Returns a warm program of its own, with modules that are loaded before it (`preloaded`, absolute paths). */
export function warmProgram(program: string, preloaded: readonly string[] = []): RunWarm {
  let warm: ChildProcess | undefined;
  let before: Promise<unknown> = Promise.resolve();
  const start = (): ChildProcess => {
    const child = fork(join(ROOT, 'test/support/warm-program.mjs'), [program], {
      execArgv: preloaded.map((file) => `--import=${file}`),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    child.once('exit', () => {
      if (warm === child) warm = undefined;
    });
    return child;
  };
  const runNow: RunWarm = async (words, { cwd, env = process.env }) => {
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
  };
  return (words, options) => {
    const run = before.then(() => runNow(words, options));
    before = run.catch(() => undefined);
    return run;
  };
}

/** Runs a command of this build, in the warm program that all test files of a worker share. */
export const runWarm = warmProgram(PROGRAM);
