/**
 * Runs every recurring task of the server, so that a failing file operation (no descriptor, space or permission) can
 * neither end the process nor stop the other tasks. It may not print an error: its text could name what was sent.
 */

/** One recurring task; at most one run at a time. */
interface Task {
  readonly name: string;
  readonly run: () => void | Promise<void>;
  readonly timer: NodeJS.Timeout;
  running: boolean;
  failed: boolean;
}

export class Timers {
  readonly #tasks = new Set<Task>();

  /** Names of the tasks whose last run threw or rejected. */
  get failing(): readonly string[] {
    return [...this.#tasks].filter((task) => task.failed).map((task) => task.name);
  }

  /**
   * Runs a task now and every `intervalMs`; a run that is due during another is skipped. A failed task runs again when
   * it is next due.
   */
  every(intervalMs: number, name: string, run: () => void | Promise<void>): void {
    const task: Task = {
      name,
      run,
      running: false,
      failed: false,
      timer: setInterval(() => void attempt(task), intervalMs),
    };
    this.#tasks.add(task);
    void attempt(task);
  }

  stop(): void {
    for (const { timer } of this.#tasks) clearInterval(timer);
  }
}

async function attempt(task: Task): Promise<void> {
  if (task.running) return;
  task.running = true;
  try {
    await task.run();
    task.failed = false;
  } catch {
    task.failed = true;
  } finally {
    task.running = false;
  }
}
