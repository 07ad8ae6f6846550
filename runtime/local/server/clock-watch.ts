/**
 * Watches the clock while the server runs, and records in `state/clock.json` how long it ran on which day, so that the
 * hour that a day must be past adds up across restarts. It never throws, and may not keep anything but days and
 * durations.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  recordRun,
  markCorrected,
  markSetForward,
  lastVouchedDay,
  type ClockRecord,
} from '#core/time/vouched-days';
import type { Zone } from '#core/time/zone';
import type { DataDir } from '../data-dir.ts';
import { makeFolder } from '#runtime/node/make-folder';
import { replaceFile } from '../seal/replace-file.ts';

export interface SystemClock {
  /** Milliseconds since 1970, as the clock shows them. */
  readonly now: () => number;
  /** Milliseconds since the machine started, suspension included; nobody can set it. */
  readonly elapsed: () => number;
  /** Identifies the boot that `elapsed` counts from. @default unknown */
  readonly boot?: string | undefined;
}

/** A reading of the clocks. */
export interface Instant {
  readonly now: number;
  readonly elapsed: number;
  /** The last day that may be sealed, whatever `now` shows. */
  readonly vouchedThrough: string;
}

interface Stamp extends ClockRecord {
  readonly boot?: string | undefined;
  /** The clock minus the elapsed time: as it is trusted, and as it was last seen. */
  readonly trusted: number;
  readonly offset: number;
}

/** A change of that difference that no correction of a running clock makes. */
const STEP_MS = 3_600_000;
/**
 * A longer gap between two looks means that the server did not run meanwhile: it was stopped, or the machine suspended.
 */
const MAX_LOOK_GAP_MS = 600_000;
const WRITE_INTERVAL_MS = 60_000;

export class ClockWatch {
  readonly #file: string;
  readonly #zone: Zone;
  readonly #clock: SystemClock;
  #record: ClockRecord = { runs: [] };
  #trusted: number;
  #offset: number;
  #day: string;
  #lookedAt: number;
  #writtenAt: number;

  constructor(data: DataDir, zone: Zone, clock: SystemClock) {
    this.#file = join(data.state, 'clock.json');
    this.#zone = zone;
    this.#clock = clock;
    this.#lookedAt = clock.elapsed();
    this.#writtenAt = this.#lookedAt;
    this.#offset = clock.now() - this.#lookedAt;
    this.#trusted = this.#offset;
    this.#day = zone.day(clock.now());
    const stamp = readStamp(this.#file);
    if (stamp !== undefined) {
      const { boot, trusted, offset, ...record } = stamp;
      this.#record = record;
      this.#day = record.runs.at(-1)?.day ?? this.#day;
      // On the same boot, a clock that was set meanwhile is detected as if the server had been running.
      if (boot !== undefined && boot === clock.boot) [this.#trusted, this.#offset] = [trusted, offset];
    }
    this.look();
  }

  /** The last day that the server has run an hour beyond; '' where there is none yet. */
  get vouchedThrough(): string {
    return lastVouchedDay(this.#record);
  }

  /** Whether the clock was set forward and is not trusted yet. */
  get wasSetForward(): boolean {
    return this.#record.leaptFrom !== undefined;
  }

  /** Adds the time run since the last look, and returns a reading of the clocks. Call it about once per second. */
  look(): Instant {
    const elapsed = this.#clock.elapsed();
    const now = this.#clock.now();
    const today = this.#zone.day(now);
    const ranMs = Math.min(elapsed - this.#lookedAt, MAX_LOOK_GAP_MS);
    const isOther = this.#judge(now - elapsed) || today !== this.#day;
    this.#record = recordRun(this.#record, today, isOther ? 0 : ranMs);
    // It stayed that way for long enough, and is taken to be correct.
    if (!this.wasSetForward && this.#isAhead) this.#trusted = this.#offset;
    this.#day = today;
    this.#lookedAt = elapsed;
    if (isOther || elapsed - this.#writtenAt >= WRITE_INTERVAL_MS) this.write();
    return { now, elapsed, vouchedThrough: this.vouchedThrough };
  }

  get #isAhead(): boolean {
    return this.#offset - this.#trusted > STEP_MS;
  }

  /** Whether the clock was set since the last look. */
  #judge(offset: number): boolean {
    const step = offset - this.#offset;
    this.#offset = offset;
    if (this.#isAhead && (step > STEP_MS || !this.wasSetForward))
      this.#record = markSetForward(this.#record, this.#day);
    if (!this.#isAhead && step < -STEP_MS) this.#record = markCorrected(this.#record);
    // A clock that is behind is the safer error: days are sealed later.
    this.#trusted = Math.min(this.#trusted, offset);
    return Math.abs(step) > STEP_MS;
  }

  /** Writes the stamp; call it at shutdown, too. If the disk refuses it, no more than time is lost. */
  write(): void {
    this.#writtenAt = this.#lookedAt;
    try {
      makeFolder(join(this.#file, '..'), 0o700);
      const stamp: Stamp = {
        ...this.#record,
        boot: this.#clock.boot,
        trusted: Math.round(this.#trusted),
        offset: Math.round(this.#offset),
      };
      replaceFile(this.#file, JSON.stringify(stamp));
    } catch {
      /* the record continues in memory; the journal reports the disk */
    }
  }
}

/** Reads the stamp. An unreadable one counts as missing: the hour starts over. */
function readStamp(file: string): Stamp | undefined {
  try {
    const stamp = JSON.parse(readFileSync(file, 'utf8')) as Stamp;
    const isWhole =
      Number.isFinite(stamp.trusted) &&
      Number.isFinite(stamp.offset) &&
      stamp.runs.every((run) => /^\d{4}-\d{2}-\d{2}$/.test(run.day) && Number.isFinite(run.ms)) &&
      (stamp.leaptFrom === undefined || /^\d{4}-\d{2}-\d{2}$/.test(stamp.leaptFrom));
    return isWhole ? stamp : undefined;
  } catch {
    return undefined;
  }
}
