/**
 * Local days and hours of instants, in the IANA zone of the deployment. It may not read the clock: instants are
 * arguments, in milliseconds since 1970.
 */

export interface LocalHour {
  /** YYYY-MM-DD */
  readonly day: string;
  /** 0 to 23 */
  readonly hour: number;
}

const QUARTER_MS = 900_000;

/**
 * Converts instants for one zone. Day and hour are constant through a quarter of an hour, unless the clocks are changed
 * within it.
 */
export class Zone {
  readonly name: string;
  readonly #format: Intl.DateTimeFormat;
  readonly #known = new Map<number, LocalHour>();

  constructor(name: string) {
    this.name = name;
    this.#format = new Intl.DateTimeFormat('en-CA', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
    });
  }

  /** Returns the local day and hour of an instant. */
  localHour(instant: number): LocalHour {
    const quarter = Math.floor(instant / QUARTER_MS);
    const known = this.#known.get(quarter);
    if (known !== undefined) return known;
    const local = this.#read(quarter * QUARTER_MS);
    const last = this.#read((quarter + 1) * QUARTER_MS - 1);
    // Newfoundland changed its clocks at one minute past midnight until 2011: in such a quarter, each instant is
    // converted by itself.
    if (local.day !== last.day || local.hour !== last.hour) return this.#read(instant);
    if (this.#known.size > 10_000) this.#known.clear();
    this.#known.set(quarter, local);
    return local;
  }

  #read(instant: number): LocalHour {
    const parts = Object.fromEntries(
      this.#format.formatToParts(instant).map((part) => [part.type, part.value]),
    );
    return { day: `${parts['year']}-${parts['month']}-${parts['day']}`, hour: Number(parts['hour']) };
  }

  day(instant: number): string {
    return this.localHour(instant).day;
  }

  /** Returns the first instant of a local day. */
  startOfDay(day: string): number {
    let instant = Date.parse(`${day}T00:00:00Z`) - 15 * 3_600_000;
    while (this.day(instant) < day) instant += QUARTER_MS;
    return instant;
  }
}

/** Returns the day `n` days after a day (before it, where negative). */
export function addDays(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
}
