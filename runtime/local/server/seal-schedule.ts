/**
 * Seals at 03:00 local time, and after a start where that was missed, in a process of its own, and then does what follows a
 * seal (release, settle), each in one of its own. It may not do either itself: collecting would wait.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { addDays, type Zone } from '#core/time/zone';
import { runBehindCollecting } from '../behind-collecting.ts';

const HOUR = 3_600_000;
const RETRY = 600_000;

/** The latest day that is due at instant `now`: day D from 03:00 local time of D+1. */
export function latestDue(zone: Zone, now: number): string {
  const { day, hour } = zone.localHour(now);
  return addDays(day, hour >= 3 ? -1 : -2);
}

export interface SealScheduleOptions {
  readonly zone: Zone;
  /** Program and words of the seal; `--through DAY` is added. */
  readonly command: readonly string[];
  /** What follows a seal that succeeded, in this order, each only where the one before succeeded. @default none */
  readonly afterwards?: readonly (readonly string[])[];
  /** Whether there can be anything to seal. */
  readonly isNeeded: () => boolean;
  readonly onDone: () => void;
}

export class SealSchedule {
  readonly #options: SealScheduleOptions;
  #sealedThrough = '';
  #child: ChildProcess | undefined;
  #notBefore = 0;
  #failed = false;
  #left: readonly (readonly string[])[] = [];
  #stopping = false;

  constructor(options: SealScheduleOptions) {
    this.#options = options;
  }

  /** Whether the last seal, or what follows it, ended with a fault. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Starts a seal where one is due; to be called every second or so. */
  tick(now: number): void {
    const due = latestDue(this.#options.zone, now);
    if (
      (due <= this.#sealedThrough && this.#left.length === 0) ||
      this.#child !== undefined ||
      (Math.abs(now - this.#notBefore) < RETRY && now < this.#notBefore)
    )
      return;
    if (!this.#options.isNeeded()) {
      this.#sealedThrough = due;
      return;
    }
    this.#notBefore = now + RETRY;
    if (due <= this.#sealedThrough) this.#follow();
    else this.#seal(due);
  }

  /** Ends a seal under way (it can be cut short anywhere) and waits for it. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (child === undefined) return;
    const gone = new Promise<void>((resolve) => {
      child.once('close', () => resolve());
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), 3_000);
    child.kill('SIGTERM');
    await gone;
    clearTimeout(timer);
  }

  #seal(due: string): void {
    this.#run([...this.#options.command, '--through', due], () => {
      this.#sealedThrough = due;
      this.#left = this.#options.afterwards ?? [];
    });
  }

  /** Goes on with what follows the last seal. */
  #follow(): void {
    const [next, ...others] = this.#left;
    if (next !== undefined)
      this.#run(next, () => {
        this.#left = others;
      });
  }

  #run(command: readonly string[], onSuccess: () => void): void {
    const [program = process.execPath, ...words] = command;
    const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'inherit'] });
    this.#child = child;
    runBehindCollecting(child.pid);
    child.once('error', () => {
      this.#failed = true;
    });
    child.once('close', (status, signal) => {
      this.#child = undefined;
      this.#failed = status !== 0 && status !== null;
      if (status === 0) onSuccess();
      if (status === 0 && signal === null && !this.#stopping && this.#left.length > 0) this.#follow();
      else this.#options.onDone();
    });
  }
}

/** Milliseconds after which a due seal is looked for again. */
export const SEAL_LOOK = HOUR / 60;
