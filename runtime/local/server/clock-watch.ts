/**
 * Watches the clock while the server runs, and keeps in `state/clock.json` how long it ran on which day, so that the
 * hour that a day must be past adds up over restarts. It may not throw, nor keep anything but days and durations.
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
  /** Milliseconds since the machine was started, suspended ones included; nobody can set it. */
  readonly elapsed: () => number;
  /** Names the start of the machine that `elapsed` counts from. @default unknown */
  readonly boot?: string | undefined;
}

/** What the clocks say. */
export interface Instant {
  readonly now: number;
  readonly elapsed: number;
  /** The last day that may be sealed, whatever `now` says. */
  readonly vouchedThrough: string;
}

interface Stamp extends ClockRecord {
  readonly boot?: string | undefined;
  /** The clock less the time elapsed: as it is trusted, and as it was when last looked at. */
  readonly trusted: number;
  readonly offset: number;
}

/** A difference between the clock and the time elapsed that no correction of a clock that runs makes. */
const STEP_MS = 3_600_000;
/**
 * A look that comes later than this was not waited for by a server that ran: it was stopped, or the machine suspended.
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
      // The same start of the machine: a clock that was set meanwhile is seen as if the server had run.
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

  /** Adds what was run since the last look, and says what the clocks show; to be called every second or so. */
  look(): Instant {
    const elapsed = this.#clock.elapsed();
    const now = this.#clock.now();
    const today = this.#zone.day(now);
    const ranMs = Math.min(elapsed - this.#lookedAt, MAX_LOOK_GAP_MS);
    const isOther = this.#judge(now - elapsed) || today !== this.#day;
    this.#record = recordRun(this.#record, today, isOther ? 0 : ranMs);
    // It stayed so for long enough, and is taken to be right.
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
    // A clock behind is the safer one: days are sealed later.
    this.#trusted = Math.min(this.#trusted, offset);
    return Math.abs(step) > STEP_MS;
  }

  /** Writes the stamp; to be called at the end, too. A disk that does not take it costs no more than time. */
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
      /* the run goes on in memory; the journal tells of the disk */
    }
  }
}

/** A stamp that cannot be read is as good as none: the hour begins anew. */
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
