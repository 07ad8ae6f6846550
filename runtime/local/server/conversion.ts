/**
 * Closed journal segments become Parquet, one conversion at a time, tried again after a failure. It may not read a
 * segment: the engine does.
 */
import { type Engine, EngineError } from '../engine/engine.ts';

/** A segment that cannot be read is tried again now and then: somebody may have mended it. */
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

  /** Whether the last conversion failed, other than over a segment that cannot be read. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Whether the last conversion left a segment behind that cannot be read. */
  get hasUnreadableSegment(): boolean {
    return this.#unreadableSinceMs !== undefined;
  }

  /** Converts until nothing is left; never twice at once, and never rejects. */
  run(): Promise<void> {
    this.#rerun = this.#running !== undefined;
    this.#running ??= this.#convertAll();
    return this.#running;
  }

  /** Runs where the last conversion failed and it is time to try again; to be called every second or so. */
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
