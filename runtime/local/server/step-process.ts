/** Runs one command as its own process and reports how it ended. Only status 0 is success. */
import { spawn, type ChildProcess } from 'node:child_process';
import { runBehindCollecting } from '../behind-collecting.ts';

/** The end of a process; `fault` describes a failure and is undefined after success. */
export interface StepEnd {
  readonly fault?: string;
}

/** The largest day of a small machine takes minutes, a month's release seconds: a process that runs longer hangs. */
const LIMIT_MS = 12 * 3_600_000;
/** Time for a process to exit on SIGTERM. */
const PATIENCE_MS = 3_000;

export class StepProcess {
  /** Resolves once the process has ended, or could not be started; never rejects. */
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
      // By SIGKILL: a step can be interrupted at any point, and a process that hangs may ignore other signals.
      const limit = setTimeout(() => {
        this.#isOverdue = true;
        child.kill('SIGKILL');
      }, limitMs);
      // A process that could not be started emits no exit; one that could may still emit `error`, for a signal that did
      // not reach it.
      child.on('error', (error) => {
        if (child.pid === undefined) resolve({ fault: startFault(error) });
      });
      child.once('close', (status, signal) => {
        clearTimeout(limit);
        resolve(this.#isOverdue ? { fault: overdue(limitMs) } : endOf(status, signal));
      });
    });
  }

  /** Terminates the process, by SIGKILL after the patience, and waits for it. */
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
