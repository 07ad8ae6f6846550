/**
 * Measures how late the server's event loop is, which every request waits for at least. It is measured by the clock
 * alone, so that reading it every few seconds tells nothing of when a request came.
 */

/** Seconds that are looked back on. */
const WINDOW = 60;

export class LoopDelay {
  readonly #delays: number[] = [];
  #due: number | undefined;

  /** Records how much later than `intervalMs` after the last call this one comes. Call it by a timer. */
  tick(elapsedMs: number, intervalMs: number): void {
    if (this.#due !== undefined) this.#delays.push(Math.max(0, elapsedMs - this.#due));
    if (this.#delays.length > WINDOW) this.#delays.shift();
    this.#due = elapsedMs + intervalMs;
  }

  /** Median and maximum of the last minute, in seconds to the millisecond; undefined in the first second. */
  get seconds(): { readonly median: number; readonly maximum: number } | undefined {
    const sorted = this.#delays.toSorted((a, b) => a - b);
    const at = (index: number) => Math.round(sorted[index] ?? 0) / 1_000;
    if (sorted.length === 0) return undefined;
    return { median: at(Math.floor((sorted.length - 1) / 2)), maximum: at(sorted.length - 1) };
  }
}
