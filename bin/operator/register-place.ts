/**
 * The place that the commands of staff work on: the register of this machine, or one on AWS. There is one
 * implementation per place.
 */
import type { Problem } from '#core/register/staff/problem';

/** Runs a command of staff (`core/register/staff/commands.ts`) with its input, under the name of who calls it. */
export type StaffCall = (command: string, input: unknown) => Promise<unknown>;

/** What the place itself shows, beside configuration and log. */
export interface PlaceChecks {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

export interface RestoreRequest {
  /** What is restored: on one machine a copy of the data folder, on AWS the name of a restored table. */
  readonly backup: string;
  /** The newest lines of what was given up, as the command names them. */
  readonly givenUp: string;
  /** Whether what the place holds is deleted first. */
  readonly isReplacing: boolean;
}

export interface Restored {
  /** Events of the restored log. */
  readonly events: number;
  /** Lines of what was given up or offered that the backup lacked. */
  readonly replayed: number;
}

export interface RegisterPlace {
  /** Runs commands one after the other; what the place opens for them is opened once. */
  session<Result>(use: (call: StaffCall) => Promise<Result>): Promise<Result>;
  /** `doctor`, as far as the place tells. */
  check(): Promise<PlaceChecks>;
  /** Restores a backup with what was given up since. */
  restore(request: RestoreRequest): Promise<Restored>;
}
