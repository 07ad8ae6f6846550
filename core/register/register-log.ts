/**
 * The port of the register's log. One machine keeps it in a file, AWS in a table; the same contract test holds both.
 */
import type { RegisterEvent } from './event.ts';
import type { RegisterState } from './register-state.ts';

/** What an append requires of the state just before it. */
export interface AppendCondition {
  /** Whom and what `holds` looks at beside what the events name, as `read` takes it. */
  readonly names: readonly string[];
  readonly holds: (state: RegisterState) => boolean;
}

export interface RegisterLog {
  /** About how many people an append with a condition may be at most; infinite where nothing bounds it. */
  readonly peopleAtOnce: number;

  /**
   * Appends all events or none. It resolves once they are durable: true, or false and nothing appended where the
   * condition does not hold for the state just before them. It rejects where they could not be stored. A log that
   * bounds what is written at once stores what has no condition and is about many people in several steps.
   */
  append(events: readonly RegisterEvent[], condition?: AppendCondition): Promise<boolean>;

  /**
   * Returns a state that holds at least everything of what is named, as it is now; of anything else it may hold a part.
   * A name is a ref, a submission, the key of an address, the id of a mail, a case, the SHA-256 of a notice, or one of
   * `log-names.ts`. The caller may not change the state.
   */
  read(names: readonly string[]): Promise<RegisterState>;

  /**
   * Lists everybody of whom a submission offered the purpose, whether or not the permission stands; for a service and
   * for what a law keeps, everybody of whom values are held. It may lag behind what was appended.
   */
  scan(purpose: string): AsyncIterable<string>;

  /**
   * Returns the events about a person in the order of the log, those of submissions that are theirs by now included;
   * without events of values.
   */
  history(ref: string): Promise<readonly RegisterEvent[]>;

  /** Removes the values of erased submissions, but for the fields that are kept, from wherever the log is stored. */
  purge(): Promise<void>;
}
