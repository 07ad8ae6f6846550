/**
 * What a function says in its log: a word and how often, as JSON at level WARN, once a minute at most for each word. It
 * may not say anything of a request. Lambda puts the time of the line and the invocation's id beside it: that one
 * request came then, which no other record bears.
 */

/** Words that alarms look for (metric filters on `$.message.warning`). */
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
  | 'salt_not_deleted';

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

  /** Says a word, or adds to what the next line of it says. `code` is a closed word, as an error code of AWS. */
  warn(warning: Warning, count = 1, code?: string): void {
    const now = this.#clock();
    const known = this.#counts.get(warning);
    const total = (known?.count ?? 0) + count;
    if (known !== undefined && now - known.loggedAt < QUIET_MS && now >= known.loggedAt) {
      known.count = total;
      return;
    }
    this.#counts.set(warning, { count: 0, loggedAt: now });
    this.#write({ warning, count: total, ...(code === undefined ? {} : { code }) });
  }
}
