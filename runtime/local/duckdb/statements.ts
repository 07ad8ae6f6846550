/**
 * Tracks the running statements of one connection, so that it is closed after the last of them. If it were closed
 * during one, DuckDB's thread would free the connection whose lock it holds, deadlock, and keep the process from
 * ending, even by `process.exit`.
 */

/** DuckDB loses an interrupt that arrives before the statement has started, so it is repeated. */
const INTERRUPT_INTERVAL_MS = 250;

export class Statements {
  readonly #running = new Set<Promise<unknown>>();
  readonly #interrupt: () => void;
  #closing: Promise<void> | undefined;

  constructor(interrupt: () => void) {
    this.#interrupt = interrupt;
  }

  /** Runs a statement; rejects after `end` was called. */
  async run<T>(statement: () => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) throw new Error('the database is closed');
    const work = statement();
    this.#running.add(work);
    try {
      return await work;
    } finally {
      this.#running.delete(work);
    }
  }

  /**
   * Interrupts running statements and calls `close` once they have ended; at once where none is running. Idempotent:
   * later calls return the same promise.
   */
  end(close: () => void): Promise<void> {
    this.#closing ??= this.#end(close);
    return this.#closing;
  }

  async #end(close: () => void): Promise<void> {
    if (this.#running.size > 0) {
      this.#interrupt();
      const repeat = setInterval(this.#interrupt, INTERRUPT_INTERVAL_MS);
      await Promise.allSettled(this.#running);
      clearInterval(repeat);
    }
    close();
  }
}
