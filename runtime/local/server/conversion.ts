/**
 * Closed journal segments become Parquet, one conversion at a time, tried again after a failure. It may not read a
 * segment: the engine does.
 */
import { type Engine, EngineError } from '../engine/engine.ts';

/** A segment that cannot be read is tried again now and then: somebody may have mended it. */
const UNREAD_PAUSE_MS = 60_000;

export class Conversion {
  readonly #engine: Engine;
  #underWay: Promise<void> | undefined;
  #again = false;
  #failed = false;
  #unreadAt: number | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Whether the last conversion failed, other than over a segment that cannot be read. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Whether the last conversion left a segment behind that cannot be read. */
  get leftUnread(): boolean {
    return this.#unreadAt !== undefined;
  }

  /** Converts until nothing is left; never twice at once, and never rejects. */
  run(): Promise<void> {
    this.#again = this.#underWay !== undefined;
    this.#underWay ??= this.#untilNothingIsLeft();
    return this.#underWay;
  }

  /** Runs where the last conversion failed and it is time to try again; to be called every second or so. */
  tick(): void {
    const due =
      this.#failed || (this.#unreadAt !== undefined && performance.now() > this.#unreadAt + UNREAD_PAUSE_MS);
    if (due && this.#engine.pid !== undefined) void this.run();
  }

  async #untilNothingIsLeft(): Promise<void> {
    do {
      this.#again = false;
      try {
        await this.#engine.ask('convert', null);
        this.#failed = false;
        this.#unreadAt = undefined;
      } catch (error) {
        const unread = error instanceof EngineError && error.message === 'SegmentMismatchError';
        this.#failed = !unread;
        this.#unreadAt = unread ? performance.now() : undefined;
      }
    } while (this.#again);
    this.#underWay = undefined;
  }
}
