/** Exponential back-off for retries: pauses double up to a bound. Times come from a monotonic clock. */
export class BackOff {
  readonly #firstMs: number;
  readonly #maxMs: number;
  #failures = 0;
  #notBefore = Number.NEGATIVE_INFINITY;

  constructor(firstMs: number, maxMs: number) {
    this.#firstMs = firstMs;
    this.#maxMs = maxMs;
  }

  /** Whether the last attempt failed. */
  get failed(): boolean {
    return this.#failures > 0;
  }

  isOver(elapsedMs: number): boolean {
    return elapsedMs >= this.#notBefore;
  }

  /** Records a failure and returns the pause in milliseconds. */
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
