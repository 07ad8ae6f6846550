/**
 * Runs one command as a process of its own and says how it ended. It may not take anything but status 0 for success.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { runBehindCollecting } from '../behind-collecting.ts';

/** How a process ended; `fault` in words, undefined where it did what it should. */
export interface StepEnd {
  readonly fault?: string;
}

/** The largest day of a small machine takes minutes, a month's release seconds: what has not ended by then hangs. */
const LIMIT_MS = 12 * 3_600_000;
/** Milliseconds in which a process that was told to end does so by itself. */
const PATIENCE_MS = 3_000;

export class StepProcess {
  /** Resolves once the process is gone, or could not be started; never rejects. */
  readonly ended: Promise<StepEnd>;
  readonly #child: ChildProcess | undefined;
  #isOverdue = false;

  constructor(command: readonly string[], limitMs = LIMIT_MS) {
    const [program = process.execPath, ...words] = command;
    let child: ChildProcess;
    try {
      child = spawn(program, words, { stdio: ['ignore', 'ignore', 'inherit'] });
    } catch (error) {
      this.ended = Promise.resolve({ fault: startFault(error) });
      return;
    }
    this.#child = child;
    runBehindCollecting(child.pid);
    this.ended = new Promise((resolve) => {
      // By force: it can be cut short anywhere, and what hangs need not listen.
      const limit = setTimeout(() => {
        this.#isOverdue = true;
        child.kill('SIGKILL');
      }, limitMs);
      // A process that could not be started has no exit; one that could may still say `error`, of a signal that did not
      // reach it.
      child.on('error', (error) => {
        if (child.pid === undefined) resolve({ fault: startFault(error) });
      });
      child.once('close', (status, signal) => {
        clearTimeout(limit);
        resolve(this.#isOverdue ? { fault: overdue(limitMs) } : endOf(status, signal));
      });
    });
  }

  /** Ends it, by force where it does not end by itself, and waits for it. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => this.#child?.kill('SIGKILL'), PATIENCE_MS);
    this.#child?.kill('SIGTERM');
    await this.ended;
    clearTimeout(timer);
  }
}

function endOf(status: number | null, signal: NodeJS.Signals | null): StepEnd {
  if (status === 0) return {};
  if (signal === null) return { fault: `ended with status ${status ?? 'unknown'}` };
  return {
    fault: `was ended by ${signal}${signal === 'SIGKILL' ? ' (as the system does where memory runs out)' : ''}`,
  };
}

function overdue(limitMs: number): string {
  return `did not end within ${limitMs / 3_600_000} hours and was ended`;
}

function startFault(error: unknown): string {
  return `could not be started (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`;
}
