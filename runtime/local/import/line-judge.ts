/** Holds what core needs to judge lines for the length of an import: keys, and derived values by day. */
import type { AnonymizeContext } from '#core/anonymize/anonymize-event';
import type { DayKey } from '#core/anonymize/day-key';
import { DerivedCache } from '#core/anonymize/derived-cache';
import type { CompiledConfig, CompiledSite } from '#core/config/compile';
import { judgeLine, type ImportContext, type JudgedLine } from '#core/import/judge-line';
import type { LineScanner } from '#core/import/log-record';
import type { Counted } from './judge-messages.ts';
import { random128 } from '#runtime/node/keyed-hash';

export interface JudgeRequest {
  readonly config: CompiledConfig;
  readonly site: CompiledSite;
  readonly country: (ip: string) => string | undefined;
  readonly isSealed: (day: string) => boolean;
  readonly waitsFrom?: string | undefined;
}

/** The keys of an import. */
export interface DayKeys {
  /** Returns the key of a local day; undefined where it is unavailable: rows then have no visitor. */
  key(day: string): DayKey | undefined;
  /** Forgets a day's key: the server's, once its day is over. */
  forget(day: string): void;
}

/** Days whose keys are cached: servers write their lines nearly in order. */
const CACHED_DAYS = 3;
const QUARTER_MS = 900_000;

export class LineJudge {
  readonly #request: JudgeRequest;
  readonly #keys: DayKeys;
  readonly #days = new Map<string, AnonymizeContext>();
  /** One day at a time, since the memory of an import is bounded. */
  readonly #derived = new DerivedCache();
  readonly #read = new Set<string>();
  #lastQuarter = Number.NaN;
  #today: string;
  #context: ImportContext;

  /** `now`: milliseconds since 1970. */
  constructor(request: JudgeRequest, keys: DayKeys, now: number) {
    this.#request = request;
    this.#keys = keys;
    this.#today = request.config.zone.day(now);
    this.#context = this.#contextOf(now);
  }

  /**
   * Updates the time, once per block, and which of the block's lines are counted. Drops
   * the server's key, and what was derived under it, when its day is over.
   */
  refresh(now: number, counted: Counted = []): void {
    const today = this.#request.config.zone.day(now);
    if (today !== this.#today) {
      this.#days.delete(this.#today);
      this.#derived.clear();
      this.#keys.forget(this.#today);
      this.#today = today;
    }
    this.#context = this.#contextOf(now, counted);
  }

  judge(line: string, scan: LineScanner): JudgedLine {
    return judgeLine(line, scan, this.#context);
  }

  /** Returns the local days before today of the lines judged since the last call. */
  takeReadDays(): readonly string[] {
    const days = [...this.#read];
    this.#read.clear();
    this.#lastQuarter = Number.NaN;
    return days;
  }

  /** Lines are nearly in order, and days begin at a quarter of an hour in every zone: few lines need the zone. */
  #noteTime(instant: number): void {
    const quarter = Math.floor(instant / QUARTER_MS);
    if (quarter === this.#lastQuarter) return;
    this.#lastQuarter = quarter;
    const day = this.#request.config.zone.day(instant);
    // A log does not hold all of today yet.
    if (day !== this.#today) this.#read.add(day);
  }

  #contextOf(now: number, counted: Counted = []): ImportContext {
    const { config, site, isSealed, waitsFrom } = this.#request;
    return {
      config,
      site,
      now,
      downloads: new Set(site.config.downloads),
      random128,
      isSealed,
      onTime: (instant) => {
        this.#noteTime(instant);
      },
      isCounted:
        counted === 'all'
          ? isSealed
          : 'before' in counted
            ? (day) => day < counted.before
            : (day) => counted.includes(day),
      ...(waitsFrom === undefined ? {} : { isWaiting: (day: string) => day >= waitsFrom }),
      anonymize: (day) => this.#days.get(day) ?? this.#open(day),
    };
  }

  #open(day: string): AnonymizeContext {
    const oldest = this.#days.size >= CACHED_DAYS ? this.#days.keys().next().value : undefined;
    if (oldest !== undefined) this.#days.delete(oldest);
    const context = {
      config: this.#request.config,
      dayKey: this.#keys.key(day),
      random128,
      country: this.#request.country,
      derived: this.#derived,
    };
    this.#days.set(day, context);
    return context;
  }
}
