/**
 * The server's side of the engine: starts the child process, and starts it anew when it dies, hangs or could not be
 * started. It may not hand it anything of a request.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { runBehindCollecting } from '../behind-collecting.ts';
import { codeOf, onProcessEnd } from '../child-end.ts';
import { withinTimeLimit } from '../time-limit.ts';
import {
  laneOf,
  type EngineLane,
  type EngineSetup,
  type EngineTask,
  type EngineTasks,
  type FromEngine,
  type ToEngine,
} from './messages.ts';
import { EngineError, TaskQueue, type TaskLimitsMs } from './task-queue.ts';

export { EngineError } from './task-queue.ts';

/** Megabytes of JavaScript heap; DuckDB's memory is bounded apart. */
const HEAP = 512;

export interface EngineTiming {
  readonly limitsMs: TaskLimitsMs;
  /** Pause before the first new start; it doubles with each start in a row after which no task was done. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
  /** Interval at which the engine is asked for a sign of life; it is ended when it gave too few. */
  readonly heartbeatMs: number;
}

/** A conversion of a long backlog, and a live view of a day of millions, take minutes on a slow disk. */
const TIMING: EngineTiming = {
  limitsMs: { convert: 600_000, live: 600_000, sealed: 60_000 },
  pauseMs: 1_000,
  longestPauseMs: 10_000,
  heartbeatMs: 2_000,
};
/**
 * Signs of life that may be missing in a row. Counted rather than timed, so that a machine that slept does not end a
 * sound engine.
 */
const MOST_MISSED = 10;
/** Until the first: a loaded machine takes a while to load the program. */
const MOST_MISSED_AT_START = 60;
/** After SIGKILL. */
const LAST_WAIT_MS = 2_000;

export class Engine {
  readonly #program: string;
  readonly #setup: EngineSetup;
  readonly #timing: EngineTiming;
  readonly #tasks: Readonly<Record<EngineLane, TaskQueue>>;
  #child: ChildProcess | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #missesLeft = 0;
  #stopping = false;
  #restarts = 0;
  #failures = 0;
  #failing: false | 'lost' | { readonly notStarted: string } = false;

  /** `program`: a file that calls `serveEngine`. */
  constructor(program: string, setup: EngineSetup, timing: EngineTiming = TIMING) {
    this.#program = program;
    this.#setup = setup;
    this.#timing = timing;
    const queue = () =>
      new TaskQueue({
        limitsMs: timing.limitsMs,
        send: (message) => this.#tell(message),
        onOverdue: () => this.#end(),
      });
    this.#tasks = { live: queue(), files: queue() };
  }

  /** How often it had to be started again. */
  get restarts(): number {
    return this.#restarts;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Whether it was lost or could not be started (then with the system's code), and has given no sign of life since. */
  get failing(): false | 'lost' | { readonly notStarted: string } {
    return this.#failing;
  }

  /** Starts the process; where that fails it is tried again by itself. Never throws. */
  start(): void {
    if (this.#stopping || this.#child !== undefined) return;
    let child: ChildProcess;
    try {
      child = fork(this.#program, [], {
        execArgv: [`--max-old-space-size=${HEAP}`],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        serialization: 'json',
      });
    } catch (error) {
      // Some causes are thrown (no memory), others emitted (no descriptor).
      this.#startLater(codeOf(error));
      return;
    }
    this.#child = child;
    onProcessEnd(child, (notStarted) => this.#lost(child, notStarted));
    runBehindCollecting(child.pid);
    child.on('message', (message: FromEngine) => this.#hear(child, message));
    // A process that cannot be spoken to is of no use.
    child.once('disconnect', () => {
      if (!this.#stopping && this.#child === child) this.#end();
    });
    this.#tell({ type: 'setup', setup: this.#setup });
    this.#missesLeft = MOST_MISSED_AT_START;
    this.#heartbeat = setInterval(() => this.#listen(), this.#timing.heartbeatMs).unref();
  }

  /**
   * Asks for one task; rejects with an EngineError when it fails, takes longer than its limit, or the engine dies over
   * it.
   */
  ask<T extends EngineTask>(task: T, ask: EngineTasks[T]['ask']): Promise<EngineTasks[T]['answer']> {
    if (this.#child === undefined) return Promise.reject(new EngineError('the engine is not running'));
    return this.#tasks[laneOf(task)].ask(task, ask);
  }

  /** Lets the child end by itself, and ends it where it does not within `patienceMs`. Never rejects. */
  async stop(patienceMs: number): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#heartbeat);
    const child = this.#child;
    if (child === undefined) return;
    const gone = new Promise<void>((resolve) => {
      onProcessEnd(child, () => resolve());
    });
    if (child.connected) child.disconnect();
    await withinTimeLimit(gone, patienceMs).catch(() => {
      child.kill('SIGKILL');
      return withinTimeLimit(gone, LAST_WAIT_MS).catch(() => undefined);
    });
  }

  #tell(message: ToEngine): void {
    if (this.#child?.connected === true) this.#child.send(message, () => undefined);
  }

  #hear(child: ChildProcess, message: FromEngine): void {
    if (this.#child !== child) return;
    this.#missesLeft = MOST_MISSED;
    this.#failing = false;
    if (message.type === 'alive') return;
    if (message.type === 'done') this.#failures = 0;
    for (const queue of Object.values(this.#tasks)) queue.settle(message);
  }

  #listen(): void {
    if (this.#missesLeft === 0) return this.#end();
    this.#missesLeft -= 1;
    this.#tell({ type: 'ping' });
  }

  /** Ends a process that hangs. It counts as lost at once: one that waits for a disk may not even hear SIGKILL. */
  #end(): void {
    const child = this.#child;
    child?.kill('SIGKILL');
    this.#lost(child);
  }

  #lost(child: ChildProcess | undefined, notStarted?: string): void {
    if (child === undefined || this.#child !== child) return;
    clearInterval(this.#heartbeat);
    this.#child = undefined;
    for (const queue of Object.values(this.#tasks)) queue.drop('the engine ended');
    this.#startLater(notStarted);
  }

  #startLater(notStarted?: string): void {
    if (this.#stopping) return;
    this.#failing = notStarted === undefined ? 'lost' : { notStarted };
    this.#restarts += 1;
    const pauseMs = Math.min(this.#timing.longestPauseMs, this.#timing.pauseMs * 2 ** this.#failures);
    this.#failures += 1;
    setTimeout(() => this.start(), pauseMs).unref();
  }
}
