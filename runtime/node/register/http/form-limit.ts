/** How many submissions a form takes in an hour. It counts forms, never addresses or senders. */

const HOUR_MS = 3_600_000;

export class FormLimit {
  readonly #perHour: number;
  /** Times of the submissions of the last hour, by form. */
  readonly #times = new Map<string, number[]>();

  constructor(perHour: number) {
    this.#perHour = perHour;
  }

  /** Counts a submission; returns the seconds after which to try again where there are too many, else undefined. */
  take(form: string, now: number): number | undefined {
    const times = (this.#times.get(form) ?? []).filter((time) => time > now - HOUR_MS && time <= now);
    this.#times.set(form, times);
    const [first] = times;
    if (first !== undefined && times.length >= this.#perHour)
      return Math.max(1, Math.ceil((first + HOUR_MS - now) / 1000));
    times.push(now);
    return undefined;
  }
}
