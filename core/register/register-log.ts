/**
 * The port of the register's log. One machine keeps it in a file, AWS in a table; the same contract test holds both.
 */
import type { RegisterEvent } from './event.ts';
import type { RegisterState } from './register-state.ts';

export interface RegisterLog {
  /**
   * Appends all events or none. It resolves once they are durable: true, or false and nothing appended where the
   * condition does not hold for the state just before them. It rejects where they could not be stored.
   */
  append(events: readonly RegisterEvent[], condition?: (state: RegisterState) => boolean): Promise<boolean>;

  /**
   * Returns a state that holds at least everything of these people, as it is now; a person is named by ref, by a
   * submission or by the key of an address. The caller may not change it.
   */
  read(names: readonly string[]): Promise<RegisterState>;

  /** Lists everybody of whom a submission offered the purpose, whether or not the permission stands. */
  scan(purpose: string): AsyncIterable<string>;

  /**
   * Returns the events about a person in the order of the log, those of submissions that are theirs by now included;
   * without events of values.
   */
  history(ref: string): Promise<readonly RegisterEvent[]>;

  /** Removes the values of erased submissions, but for the fields that are kept, from wherever the log is stored. */
  purge(): Promise<void>;
}
