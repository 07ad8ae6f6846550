/**
 * Logs warnings of a function: a word and a count, as JSON at level WARN, at most once per minute for each word. It may
 * not log anything about a request. Lambda adds the time of the line and the invocation's id, which reveals that one
 * request came at that time; no other record does.
 */

/** Words that alarms match (metric filters on `$.message.warning`). */
export type Warning =
  | 'salt_unavailable'
  | 'firehose_failed'
  | 'queue_failed'
  | 'queued'
  | 'not_stored'
  | 'collector_fault'
  | 'country_unavailable'
  | 'late'
  | 'unreadable'
  | 'redrive_failed'
  | 'sweep_failed'
  | 'salt_not_deleted'
  | 'demand_unavailable'
  | 'demand_unreadable';

const QUIET_MS = 60_000;

export class Warnings {
  readonly #write: (line: object) => void;
  readonly #clock: () => number;
  readonly #counts = new Map<Warning, { count: number; loggedAt: number }>();

  /** `write` is console.warn in a function: Lambda's JSON log format keeps an object as it is. */
  constructor(write: (line: object) => void, clock: () => number) {
    this.#write = write;
    this.#clock = clock;
  }

  /**
   * Logs a word, or adds to the count of its next line. `code` is from a closed vocabulary, such as an error code of
   * AWS.
   */
  warn(warning: Warning, count = 1, code?: string): void {
    const now = this.#clock();
    const previous = this.#counts.get(warning);
    const total = (previous?.count ?? 0) + count;
    if (previous !== undefined && now - previous.loggedAt < QUIET_MS && now >= previous.loggedAt) {
      previous.count = total;
      return;
    }
    this.#counts.set(warning, { count: 0, loggedAt: now });
    this.#write({ warning, count: total, ...(code === undefined ? {} : { code }) });
  }
}
