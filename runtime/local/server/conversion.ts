/** Converts closed journal segments to Parquet, one conversion at a time, with retries. The engine does the work. */
import { type Engine, EngineError } from '../engine/engine.ts';

/** An unreadable segment is retried now and then: somebody may have repaired it. */
const UNREADABLE_PAUSE_MS = 60_000;

export class Conversion {
  readonly #engine: Engine;
  #running: Promise<void> | undefined;
  #rerun = false;
  #failed = false;
  #unreadableSinceMs: number | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Whether the last conversion failed, for a reason other than an unreadable segment. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Whether the last conversion left an unreadable segment behind. */
  get hasUnreadableSegment(): boolean {
    return this.#unreadableSinceMs !== undefined;
  }

  /** Converts until nothing is left; never runs twice at once, and never rejects. */
  run(): Promise<void> {
    this.#rerun = this.#running !== undefined;
    this.#running ??= this.#convertAll();
    return this.#running;
  }

  /** Retries a failed conversion when it is time. Call it about once per second. */
  tick(): void {
    const due =
      this.#failed ||
      (this.#unreadableSinceMs !== undefined &&
        performance.now() > this.#unreadableSinceMs + UNREADABLE_PAUSE_MS);
    if (due && this.#engine.pid !== undefined) void this.run();
  }

  async #convertAll(): Promise<void> {
    do {
      this.#rerun = false;
      try {
        await this.#engine.ask('convert', null);
        this.#failed = false;
        this.#unreadableSinceMs = undefined;
      } catch (error) {
        const isUnreadable = error instanceof EngineError && error.message === 'SegmentMismatchError';
        this.#failed = !isUnreadable;
        this.#unreadableSinceMs = isUnreadable ? performance.now() : undefined;
      }
    } while (this.#rerun);
    this.#running = undefined;
  }
}
