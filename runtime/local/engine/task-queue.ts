/**
 * What was asked of the engine in one lane: one task under way at a time, in order, each with a limit. It may not know
 * processes.
 */
import type { EngineTask, EngineTasks, FromEngine, ToEngine } from './messages.ts';

/** What was asked of the engine was not done; the message is the kind of error, never its text. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

/** The longest that a task may wait for its turn, and then run, in milliseconds. */
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
  /** The task under way has passed its limit: whoever performs it is to be ended, then `drop` is to be called. */
  readonly onOverdue: () => void;
}

/** Across queues, so that an answer belongs to one of them alone. */
let lastId = 0;

export class TaskQueue {
  readonly #options: TaskQueueOptions;
  readonly #waiting = new Set<PendingTask>();
  #underWay: PendingTask | undefined;

  constructor(options: TaskQueueOptions) {
    this.#options = options;
  }

  /**
   * Resolves with the answer; rejects with an EngineError where the task fails, its turn does not come in time, or it
   * is dropped.
   */
  ask<T extends EngineTask>(task: T, ask: EngineTasks[T]['ask']): Promise<EngineTasks[T]['answer']> {
    lastId += 1;
    const message = { type: 'task', id: lastId, task, ask } as const;
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

  /** Takes the answer to the task under way; one to a task that is not is ignored. */
  settle(message: Extract<FromEngine, { type: 'done' | 'failed' }>): void {
    const task = this.#underWay;
    if (task?.message.id !== message.id) return;
    clearTimeout(task.timer);
    this.#underWay = undefined;
    if (message.type === 'done') task.resolve(message.answer as never);
    else task.reject(new EngineError(message.fault));
    this.#begin();
  }

  /** Rejects everything asked for. */
  drop(reason: string): void {
    const dropped = [...(this.#underWay === undefined ? [] : [this.#underWay]), ...this.#waiting];
    this.#underWay = undefined;
    this.#waiting.clear();
    for (const { timer, reject } of dropped) {
      clearTimeout(timer);
      reject(new EngineError(reason));
    }
  }

  #begin(): void {
    if (this.#underWay !== undefined) return;
    const [next] = this.#waiting;
    if (next === undefined) return;
    this.#waiting.delete(next);
    clearTimeout(next.timer);
    this.#underWay = next;
    next.timer = setTimeout(() => this.#options.onOverdue(), next.limitMs);
    this.#options.send(next.message);
  }
}
