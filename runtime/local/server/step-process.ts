/** Runs one command as its own process and reports how it ended. Only status 0 is success. */
import { spawn, type ChildProcess } from 'node:child_process';
import { eachLine } from '#runtime/node/each-line';
import { runBehindCollecting } from '../behind-collecting.ts';

/** The end of a process; `fault` describes a failure and is undefined after success. */
export interface StepEnd {
  readonly fault?: string;
  /** What it printed on stdout, where it succeeded. */
  readonly printed?: string;
}

/** Characters of stdout that are kept: what a seal of thousands of site-days prints. */
const MAX_PRINTED_CHARS = 4 * 1024 * 1024;

/** The largest day of a small machine takes minutes, a month's release seconds: a process that runs longer hangs. */
const LIMIT_MS = 12 * 3_600_000;
/** Time for a process to exit on SIGTERM. */
const PATIENCE_MS = 3_000;

export class StepProcess {
  /** Resolves once the process has ended, or could not be started; never rejects. */
  readonly ended: Promise<StepEnd>;
  readonly #child: ChildProcess | undefined;
  #isOverdue = false;

  /** `onLine` receives each line of stderr; without it they go to this process's own. */
  constructor(command: readonly string[], limitMs = LIMIT_MS, onLine?: (line: string) => void) {
    const [program = process.execPath, ...words] = command;
    let child: ChildProcess;
    try {
      const stderr = onLine === undefined ? 'inherit' : 'pipe';
      child = spawn(program, words, { stdio: ['ignore', 'pipe', stderr] });
    } catch (error) {
      this.ended = Promise.resolve({ fault: startFault(error) });
      return;
    }
    this.#child = child;
    runBehindCollecting(child.pid);
    if (onLine !== undefined) eachLine(child.stderr, onLine);
    let printed = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      if (printed.length < MAX_PRINTED_CHARS) printed += chunk;
    });
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
        resolve(this.#isOverdue ? { fault: overdue(limitMs) } : endOf(status, signal, printed));
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

function endOf(status: number | null, signal: NodeJS.Signals | null, printed: string): StepEnd {
  if (status === 0) return { printed };
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
