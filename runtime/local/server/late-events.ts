/**
 * Events that come for the day on which they arrive, when that is sealed already: the clock was ahead, or is behind. It
 * may not know more of an event than that it came; what a server dates back to a sealed day is late by right.
 */
import type { AnonymousEvent } from '#core/event/anonymous-event';
import { PROBLEMS } from './health.ts';

export class LateEvents {
  readonly #warn: (text: string) => void;
  #day = '';

  constructor(warn: (text: string) => void) {
    this.#warn = warn;
  }

  /**
   * Notes a request's rows; says so in the log at the first of a day. Rows that are not stored bear the day on which
   * they arrive.
   */
  note(rows: readonly AnonymousEvent[], isSealed: (site: string, day: string) => boolean): void {
    const late = rows.find((row) => row.outcome === 'late' && isSealed(row.site, row.day));
    if (late === undefined || late.day === this.#day) return;
    this.#day = late.day;
    this.#warn(PROBLEMS.late_events);
  }

  /** Whether there was one on this local day. */
  wasSeenOn(day: string): boolean {
    return this.#day === day;
  }
}
