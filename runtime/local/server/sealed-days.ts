/** Caches which sites' days are sealed, as the engine last read them: late rows are detected by it. */
import { addDays, type Zone } from '#core/time/zone';
import type { Engine } from '../engine/engine.ts';

export class SealedDays {
  readonly #engine: Engine;
  readonly #zone: Zone;
  #pairs: ReadonlySet<string> = new Set();

  constructor(engine: Engine, zone: Zone) {
    this.#engine = engine;
    this.#zone = zone;
  }

  /**
   * Refreshes the days that a live event can still belong to at instant `now` (ms). Where the engine fails, the old
   * state stays; never rejects.
   */
  async refresh(now: number): Promise<void> {
    const today = this.#zone.day(now);
    const pairs = await this.#engine
      .ask('sealed', { days: [addDays(today, -2), addDays(today, -1), today] })
      .catch(() => undefined);
    if (pairs !== undefined) this.#pairs = new Set(pairs.map(([site, day]) => `${site} ${day}`));
  }

  has(site: string, day: string): boolean {
    return this.#pairs.size > 0 && this.#pairs.has(`${site} ${day}`);
  }
}
