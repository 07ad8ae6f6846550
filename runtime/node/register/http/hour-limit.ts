/** How many of a kind are taken in an hour: submissions by form, or mails by person. It counts no senders. */

const HOUR_MS = 3_600_000;

export class HourLimit {
  readonly #perHour: number;
  /** Times of the last hour, by form or person. */
  readonly #times = new Map<string, number[]>();

  constructor(perHour: number) {
    this.#perHour = perHour;
  }

  /** Counts one; returns the seconds after which to try again where there were too many, else undefined. */
  take(key: string, now: number): number | undefined {
    const times = (this.#times.get(key) ?? []).filter((time) => time > now - HOUR_MS && time <= now);
    this.#times.set(key, times);
    const [first] = times;
    if (first !== undefined && times.length >= this.#perHour)
      return Math.max(1, Math.ceil((first + HOUR_MS - now) / 1000));
    times.push(now);
    return undefined;
  }
}
