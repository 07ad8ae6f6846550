/** A queue for one lane of the engine: tasks run one at a time, in order, each with a time limit. */
import type { EngineTask, EngineTasks, FromEngine, ToEngine } from './messages.ts';

/** Thrown when the engine did not complete a task; the message is the error's name, never its text. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

/** Time limits per task, in milliseconds: first for its turn to come, then for its run. */
export type TaskLimitsMs = Readonly<Record<EngineTask, number>>;

interface PendingTask {
  readonly message: Extract<ToEngine, { type: 'task' }>;
  readonly limitMs: number;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
  timer?: NodeJS.Timeout;
}

export interface TaskQueueOptions {
  readonly limitsMs: TaskLimitsMs;
  readonly send: (message: ToEngine) => void;
  /** The current task has exceeded its limit: the caller ends the engine and then calls `drop`. */
  readonly onOverdue: () => void;
}

/** Unique across queues, so that an answer matches one task only. */
let lastId = 0;

export class TaskQueue {
  readonly #options: TaskQueueOptions;
  readonly #waiting = new Set<PendingTask>();
  #current: PendingTask | undefined;

  constructor(options: TaskQueueOptions) {
    this.#options = options;
  }

  /**
   * Queues a task. Resolves with its answer; rejects with an EngineError where the task fails, its turn does not come
   * in time, or it is dropped.
   */
  ask<T extends EngineTask>(task: T, request: EngineTasks[T]['ask']): Promise<EngineTasks[T]['answer']> {
    lastId += 1;
    const message = { type: 'task', id: lastId, task, ask: request } as const;
    return new Promise((resolve, reject) => {
      const pending: PendingTask = { message, limitMs: this.#options.limitsMs[task], resolve, reject };
      pending.timer = setTimeout(() => {
        this.#waiting.delete(pending);
        reject(new EngineError('the engine is busy'));
      }, pending.limitMs);
      this.#waiting.add(pending);
      this.#begin();
    });
  }

  /** Settles the current task with its answer; ignores an answer to any other task. */
  settle(message: Extract<FromEngine, { type: 'done' | 'failed' }>): void {
    const task = this.#current;
    if (task?.message.id !== message.id) return;
    clearTimeout(task.timer);
    this.#current = undefined;
    if (message.type === 'done') task.resolve(message.answer as never);
    else task.reject(new EngineError(message.fault));
    this.#begin();
  }

  /** Rejects the current task and all waiting ones. */
  drop(reason: string): void {
    const dropped = [...(this.#current === undefined ? [] : [this.#current]), ...this.#waiting];
    this.#current = undefined;
    this.#waiting.clear();
    for (const { timer, reject } of dropped) {
      clearTimeout(timer);
      reject(new EngineError(reason));
    }
  }

  #begin(): void {
    if (this.#current !== undefined) return;
    const [next] = this.#waiting;
    if (next === undefined) return;
    this.#waiting.delete(next);
    clearTimeout(next.timer);
    this.#current = next;
    next.timer = setTimeout(() => this.#options.onOverdue(), next.limitMs);
    this.#options.send(next.message);
  }
}
