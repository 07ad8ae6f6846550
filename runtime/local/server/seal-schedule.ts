/**
 * Seals at 03:00 local time, and after a start where that was missed, then runs the follow-up steps (release, settle),
 * each in its own process: collecting never waits for them.
 */
import { addDays, type Zone } from '#core/time/zone';
import { BackOff } from './back-off.ts';
import type { Instant } from './clock-watch.ts';
import { entryOfLine, type ServerLog } from './server-log.ts';
import { StepProcess } from './step-process.ts';
import { reportStep } from './step-report.ts';

const FIRST_PAUSE_MS = 600_000;
const MAX_PAUSE_MS = 6 * 3_600_000;

/** Returns the latest day that is due at instant `now`: day D from 03:00 local time of D+1. */
export function latestDue(zone: Zone, now: number): string {
  const { day, hour } = zone.localHour(now);
  return addDays(day, hour >= 3 ? -1 : -2);
}

export interface SealStep {
  readonly name: 'seal' | 'release' | 'settle';
  /** Program and arguments. */
  readonly command: readonly string[];
}

export interface SealScheduleOptions {
  readonly zone: Zone;
  /** Program and arguments of the seal; `--through DAY` is appended. */
  readonly command: readonly string[];
  /** Steps after a successful seal, in this order; each runs only if the one before succeeded. @default none */
  readonly followUps?: readonly SealStep[];
  /** Whether there may be anything to seal. */
  readonly isNeeded: () => boolean;
  readonly onDone: () => void;
  /** Logs one line per step, whether or not it succeeded. */
  readonly log: ServerLog;
  /** Whether what a step writes to stderr goes through the log; else it goes to this process's own. */
  readonly logsLines?: boolean;
}

export class SealSchedule {
  readonly #options: SealScheduleOptions;
  readonly #sealBackOff = new BackOff(FIRST_PAUSE_MS, MAX_PAUSE_MS);
  readonly #followUpBackOff = new BackOff(FIRST_PAUSE_MS, MAX_PAUSE_MS);
  #sealedThrough = '';
  #running: StepProcess | undefined;
  /** Remaining follow-up steps of the last successful seal. */
  #remaining: readonly SealStep[] = [];
  #elapsed = 0;
  #stopping = false;

  constructor(options: SealScheduleOptions) {
    this.#options = options;
  }

  /** Names of the steps that failed and have not succeeded since. */
  get failed(): readonly SealStep['name'][] {
    const next = this.#remaining[0];
    return [
      ...(this.#sealBackOff.failed ? ['seal' as const] : []),
      ...(this.#followUpBackOff.failed && next !== undefined ? [next.name] : []),
    ];
  }

  /** Starts a seal where one is due, or the next follow-up step. Call it about once per second. */
  tick({ now, elapsed, vouchedThrough }: Instant): void {
    this.#elapsed = elapsed;
    if (this.#running !== undefined || this.#stopping) return;
    const dueByClock = latestDue(this.#options.zone, now);
    const due = vouchedThrough < dueByClock ? vouchedThrough : dueByClock;
    // Also where the clock went back: arrivals from in between may be late, or past their retention.
    if (due !== '' && due !== this.#sealedThrough && this.#sealBackOff.isOver(elapsed)) {
      if (this.#options.isNeeded()) {
        this.#start({ name: 'seal', command: [...this.#options.command, '--through', due] }, () => {
          this.#sealedThrough = due;
          this.#remaining = this.#options.followUps ?? [];
        });
        return;
      }
      this.#sealedThrough = due;
    }
    // Release and settlement follow the clock: not while it shows days that are not vouched for.
    if (due === dueByClock && this.#followUpBackOff.isOver(elapsed)) this.#startFollowUp();
  }

  /** Ends the running step (each can be interrupted at any point) and waits for it. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running?.stop();
  }

  /** Starts the next follow-up step. */
  #startFollowUp(): void {
    const [next, ...others] = this.#remaining;
    if (next !== undefined)
      this.#start(next, () => {
        this.#remaining = others;
      });
  }

  #start(step: SealStep, onSuccess: () => void): void {
    const { log, logsLines } = this.#options;
    const onLine = (line: string) => log(entryOfLine(step.name, line));
    const running = new StepProcess(step.command, undefined, logsLines === true ? onLine : undefined);
    this.#running = running;
    void running.ended.then(({ fault, printed }) => {
      this.#running = undefined;
      if (this.#stopping) return this.#options.onDone();
      const backOff = step.name === 'seal' ? this.#sealBackOff : this.#followUpBackOff;
      if (fault === undefined) {
        backOff.succeed();
        log({ level: 'info', event: step.name, ...reportStep(step.name, printed ?? '') });
        onSuccess();
        this.#startFollowUp();
      } else {
        const minutes = Math.round(backOff.fail(this.#elapsed) / 60_000);
        log({
          level: 'warn',
          event: step.name,
          message: `${step.name} ${fault}; it is tried again in ${minutes} minutes, or run headcount ${step.name} to see why`,
        });
      }
      if (this.#running === undefined) this.#options.onDone();
    });
  }
}
