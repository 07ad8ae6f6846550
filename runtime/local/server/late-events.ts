/**
 * Detects events of a day that is already sealed while it is still today: the clock was ahead, or is behind. Events
 * that a server dates back to a sealed day are late legitimately and do not count. It may not keep anything about an
 * event except that it came.
 */
import type { AnonymousEvent } from '#core/event/anonymous-event';
import { PROBLEMS } from './health.ts';
import type { ServerLog } from './server-log.ts';

export class LateEvents {
  readonly #log: ServerLog;
  #day = '';

  constructor(log: ServerLog) {
    this.#log = log;
  }

  /**
   * Records a request's rows; logs the first late one of a day. Rows that are not stored have the day of their arrival.
   */
  note(rows: readonly AnonymousEvent[], isSealed: (site: string, day: string) => boolean): void {
    const late = rows.find((row) => row.outcome === 'late' && isSealed(row.site, row.day));
    if (late === undefined || late.day === this.#day) return;
    this.#day = late.day;
    this.#log({ level: 'warn', event: 'health', message: PROBLEMS.late_events });
  }

  /** Whether there was a late event on this local day. */
  wasSeenOn(day: string): boolean {
    return this.#day === day;
  }
}
