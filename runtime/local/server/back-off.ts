/**
 * When something that failed may be tried again: pauses double up to a bound. Times are of a clock that nobody can set.
 */
export class BackOff {
  readonly #firstMs: number;
  readonly #mostMs: number;
  #failures = 0;
  #notBefore = Number.NEGATIVE_INFINITY;

  constructor(firstMs: number, mostMs: number) {
    this.#firstMs = firstMs;
    this.#mostMs = mostMs;
  }

  /** Whether the last try failed. */
  get failed(): boolean {
    return this.#failures > 0;
  }

  isOver(elapsed: number): boolean {
    return elapsed >= this.#notBefore;
  }

  /** Notes a failure and returns the pause (ms). */
  fail(elapsed: number): number {
    const pauseMs = Math.min(this.#firstMs * 2 ** this.#failures, this.#mostMs);
    this.#failures += 1;
    this.#notBefore = elapsed + pauseMs;
    return pauseMs;
  }

  succeed(): void {
    this.#failures = 0;
    this.#notBefore = Number.NEGATIVE_INFINITY;
  }
}
