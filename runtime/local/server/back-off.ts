/**
 * When something that failed may be tried again: pauses double up to a bound. Times are of a clock that nobody can set.
 */
export class BackOff {
  readonly #firstMs: number;
  readonly #maxMs: number;
  #failures = 0;
  #notBefore = Number.NEGATIVE_INFINITY;

  constructor(firstMs: number, maxMs: number) {
    this.#firstMs = firstMs;
    this.#maxMs = maxMs;
  }

  /** Whether the last try failed. */
  get failed(): boolean {
    return this.#failures > 0;
  }

  isOver(elapsedMs: number): boolean {
    return elapsedMs >= this.#notBefore;
  }

  /** Notes a failure and returns the pause (ms). */
  fail(elapsedMs: number): number {
    const pauseMs = Math.min(this.#firstMs * 2 ** this.#failures, this.#maxMs);
    this.#failures += 1;
    this.#notBefore = elapsedMs + pauseMs;
    return pauseMs;
  }

  succeed(): void {
    this.#failures = 0;
    this.#notBefore = Number.NEGATIVE_INFINITY;
  }
}
