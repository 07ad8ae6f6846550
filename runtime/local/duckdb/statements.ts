/**
 * The statements of one connection that are under way, so that it is closed after the last of them and never under one:
 * DuckDB's thread would then free the connection whose lock it holds, wait for itself for good, and keep the process
 * from ending, `process.exit` included. It may not know SQL.
 */

/** An interruption that comes before DuckDB has begun to run a statement is lost, so it is said again: milliseconds. */
const SAY_AGAIN = 250;

export class Statements {
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #interrupt: () => void;
  #closing: Promise<void> | undefined;

  constructor(interrupt: () => void) {
    this.#interrupt = interrupt;
  }

  /** Runs a statement; rejects once `end` was called. */
  async run<T>(statement: () => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) throw new Error('the database is closed');
    const work = statement();
    this.#underWay.add(work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  /**
   * Interrupts what is under way and calls `close` once it has ended, before it returns where there is nothing. Again:
   * the same promise.
   */
  end(close: () => void): Promise<void> {
    this.#closing ??= this.#end(close);
    return this.#closing;
  }

  async #end(close: () => void): Promise<void> {
    if (this.#underWay.size > 0) {
      this.#interrupt();
      const again = setInterval(this.#interrupt, SAY_AGAIN);
      await Promise.allSettled(this.#underWay);
      clearInterval(again);
    }
    close();
  }
}
