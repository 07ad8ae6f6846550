/**
 * The server's side of the engine: starts the child process, and restarts it when it dies, hangs or fails to start. It
 * may not pass on anything from a request.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { eachLine } from '#runtime/node/each-line';
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

/** JavaScript heap in megabytes; DuckDB's memory has its own limit. */
const HEAP_MB = 512;

export interface EngineTiming {
  readonly limitsMs: TaskLimitsMs;
  /** Pause before the first restart; it doubles with each consecutive restart after which no task was completed. */
  readonly pauseMs: number;
  readonly maxPauseMs: number;
  /** Heartbeat interval; the engine is killed after too many missed heartbeats. */
  readonly heartbeatMs: number;
}

/** Converting a long backlog, and a live view of a day with millions of events, take minutes on a slow disk. */
const TIMING: EngineTiming = {
  limitsMs: { convert: 600_000, live: 600_000, sealed: 60_000 },
  pauseMs: 1_000,
  maxPauseMs: 10_000,
  heartbeatMs: 2_000,
};
/**
 * Consecutive heartbeats that may be missed. They are counted rather than timed, so that a suspended machine does not
 * kill a healthy engine.
 */
const MAX_MISSED = 10;
/** Until the first heartbeat: loading the program takes a while on a busy machine. */
const MAX_MISSED_AT_START = 60;
/** Wait for the process to end after SIGKILL. */
const KILL_WAIT_MS = 2_000;

export class Engine {
  readonly #program: string;
  readonly #setup: EngineSetup;
  readonly #timing: EngineTiming;
  readonly #onLine: ((line: string) => void) | undefined;
  readonly #tasks: Readonly<Record<EngineLane, TaskQueue>>;
  #child: ChildProcess | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #missesAllowed = 0;
  #stopping = false;
  #restarts = 0;
  #failures = 0;
  #failing: false | 'lost' | { readonly notStarted: string } = false;

  /**
   * `program` is a file that calls `serveEngine`; `onLine` receives each line that it writes to stderr. Without it they
   * go to this process's own.
   */
  constructor(
    program: string,
    setup: EngineSetup,
    timing: EngineTiming = TIMING,
    onLine?: (line: string) => void,
  ) {
    this.#onLine = onLine;
    this.#program = program;
    this.#setup = setup;
    this.#timing = timing;
    const queue = () =>
      new TaskQueue({
        limitsMs: timing.limitsMs,
        send: (message) => this.#send(message),
        onOverdue: () => this.#kill(),
      });
    this.#tasks = { live: queue(), files: queue() };
  }

  get restarts(): number {
    return this.#restarts;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * Whether the process was lost or could not be started (with the system's error code), and has sent nothing since.
   */
  get failing(): false | 'lost' | { readonly notStarted: string } {
    return this.#failing;
  }

  /** Starts the process; retries on its own after a failure. Never throws. */
  start(): void {
    if (this.#stopping || this.#child !== undefined) return;
    let child: ChildProcess;
    try {
      child = fork(this.#program, [], {
        execArgv: [`--max-old-space-size=${HEAP_MB}`],
        stdio: ['ignore', 'ignore', this.#onLine === undefined ? 'inherit' : 'pipe', 'ipc'],
        serialization: 'json',
      });
    } catch (error) {
      // Some causes are thrown (no memory), others emitted (no descriptor).
      this.#scheduleRestart(codeOf(error));
      return;
    }
    this.#child = child;
    onProcessEnd(child, (notStarted) => this.#handleLoss(child, notStarted));
    runBehindCollecting(child.pid);
    if (this.#onLine !== undefined) eachLine(child.stderr, this.#onLine);
    child.on('message', (message: FromEngine) => this.#receive(child, message));
    // A process without a channel is of no use.
    child.once('disconnect', () => {
      if (!this.#stopping && this.#child === child) this.#kill();
    });
    this.#send({ type: 'setup', setup: this.#setup });
    this.#missesAllowed = MAX_MISSED_AT_START;
    this.#heartbeat = setInterval(() => this.#checkHeartbeat(), this.#timing.heartbeatMs).unref();
  }

  /** Runs one task; rejects with an EngineError when it fails, exceeds its time limit, or the engine dies during it. */
  ask<T extends EngineTask>(task: T, request: EngineTasks[T]['ask']): Promise<EngineTasks[T]['answer']> {
    if (this.#child === undefined) return Promise.reject(new EngineError('the engine is not running'));
    return this.#tasks[laneOf(task)].ask(task, request);
  }

  /** Lets the child end on its own, and kills it after `patienceMs`. Never rejects. */
  async stop(patienceMs: number): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#heartbeat);
    const child = this.#child;
    if (child === undefined) return;
    const exited = new Promise<void>((resolve) => {
      onProcessEnd(child, () => resolve());
    });
    if (child.connected) child.disconnect();
    await withinTimeLimit(exited, patienceMs).catch(() => {
      child.kill('SIGKILL');
      return withinTimeLimit(exited, KILL_WAIT_MS).catch(() => undefined);
    });
  }

  #send(message: ToEngine): void {
    if (this.#child?.connected === true) this.#child.send(message, () => undefined);
  }

  #receive(child: ChildProcess, message: FromEngine): void {
    if (this.#child !== child) return;
    this.#missesAllowed = MAX_MISSED;
    this.#failing = false;
    if (message.type === 'alive') return;
    if (message.type === 'done') this.#failures = 0;
    for (const queue of Object.values(this.#tasks)) queue.settle(message);
  }

  #checkHeartbeat(): void {
    if (this.#missesAllowed === 0) return this.#kill();
    this.#missesAllowed -= 1;
    this.#send({ type: 'ping' });
  }

  /**
   * Kills a process that hangs. It counts as lost at once: a process that waits for a disk may not even receive
   * SIGKILL.
   */
  #kill(): void {
    const child = this.#child;
    child?.kill('SIGKILL');
    this.#handleLoss(child);
  }

  #handleLoss(child: ChildProcess | undefined, notStarted?: string): void {
    if (child === undefined || this.#child !== child) return;
    clearInterval(this.#heartbeat);
    this.#child = undefined;
    for (const queue of Object.values(this.#tasks)) queue.drop('the engine ended');
    this.#scheduleRestart(notStarted);
  }

  #scheduleRestart(notStarted?: string): void {
    if (this.#stopping) return;
    this.#failing = notStarted === undefined ? 'lost' : { notStarted };
    this.#restarts += 1;
    const pauseMs = Math.min(this.#timing.maxPauseMs, this.#timing.pauseMs * 2 ** this.#failures);
    this.#failures += 1;
    setTimeout(() => this.start(), pauseMs).unref();
  }
}
