/**
 * The server's side of the engine: starts the child process, starts it again when it dies, and asks it for things.
 * It may not hand it anything of a request.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { runBehindCollecting } from '../behind-collecting.ts';
import type { EngineSetup, EngineTask, EngineTasks, FromEngine, ToEngine } from './messages.ts';

/** Megabytes of JavaScript heap; DuckDB's memory is bounded apart. */
const HEAP = 512;
const PAUSE = 1_000;

interface Asked {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** What was asked of the engine was not done. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

export class Engine {
  readonly #program: string;
  readonly #setup: EngineSetup;
  readonly #asked = new Map<number, Asked>();
  #child: ChildProcess | undefined;
  #next = 0;
  #stopping = false;
  #restarts = 0;

  /** `program`: a file that calls `serveEngine`. */
  constructor(program: string, setup: EngineSetup) {
    this.#program = program;
    this.#setup = setup;
  }

  /** How often it had to be started again. */
  get restarts(): number {
    return this.#restarts;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  start(): void {
    const child = fork(this.#program, [], {
      execArgv: [`--max-old-space-size=${HEAP}`],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'json',
    });
    this.#child = child;
    runBehindCollecting(child.pid);
    child.on('message', (message: FromEngine) => this.#hear(message));
    child.on('error', () => undefined);
    child.once('exit', () => this.#lost(child));
    this.#tell({ type: 'setup', setup: this.#setup });
  }

  /** Asks for one task; rejects with an EngineError when it fails or the engine dies over it. */
  ask<T extends EngineTask>(task: T, ask: EngineTasks[T]['ask']): Promise<EngineTasks[T]['answer']> {
    if (this.#child === undefined) return Promise.reject(new EngineError('the engine is not running'));
    this.#next += 1;
    const id = this.#next;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.#tell({ type: 'task', id, task, ask });
    });
  }

  /** Lets the child end by itself, and ends it where it does not within `patience` (ms). */
  async stop(patience: number): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (child === undefined || child.exitCode !== null) return;
    const gone = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
    });
    if (child.connected) child.disconnect();
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    await gone;
    clearTimeout(timer);
  }

  #tell(message: ToEngine): void {
    if (this.#child?.connected === true) this.#child.send(message, () => undefined);
  }

  #hear(message: FromEngine): void {
    const asked = this.#asked.get(message.id);
    this.#asked.delete(message.id);
    if (message.type === 'done') asked?.resolve(message.answer as never);
    else asked?.reject(new EngineError(message.fault));
  }

  #lost(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    for (const asked of this.#asked.values()) asked.reject(new EngineError('the engine ended'));
    this.#asked.clear();
    if (this.#stopping) return;
    this.#restarts += 1;
    setTimeout(() => {
      if (!this.#stopping) this.start();
    }, PAUSE).unref();
  }
}
