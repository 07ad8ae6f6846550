/**
 * The register's log on one machine: the file, and in memory the state that its events add up to. The state holds what
 * is durable and nothing else, so that nobody reads what a crash could take back.
 */
import type { AddressKey } from '#core/register/address-key';
import { applyEvent } from '#core/register/apply-event';
import { concernsPerson } from '#core/register/concerns-person';
import type { RegisterEvent } from '#core/register/event';
import { isGivenUp } from '#core/register/given-up';
import { listOffered } from '#core/register/list-offered';
import { purgeValues } from '#core/register/purge-values';
import type { AppendCondition, RegisterLog } from '#core/register/register-log';
import { emptyState, type RegisterState } from '#core/register/register-state';
import { GivenUpFile } from './given-up-file.ts';
import { lockFolder } from './lock-folder.ts';
import { LogFile } from './log-file.ts';
import { formatEvent } from './log-lines.ts';
import { UnfinishedErasures } from './unfinished-erasures.ts';

export class FileRegisterLog implements RegisterLog {
  readonly peopleAtOnce = Number.POSITIVE_INFINITY;
  readonly #file: LogFile<RegisterEvent>;
  readonly #state: RegisterState;
  readonly #keyOf: AddressKey;
  readonly #givenUp: GivenUpFile;
  /** What the log says is erased and a file may still hold: purge the log, and remove the traces. */
  readonly unfinished: UnfinishedErasures;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(
    file: LogFile<RegisterEvent>,
    givenUp: GivenUpFile,
    state: RegisterState,
    keyOf: AddressKey,
    unfinished: UnfinishedErasures,
  ) {
    this.unfinished = unfinished;
    this.#file = file;
    this.#givenUp = givenUp;
    this.#state = state;
    this.#keyOf = keyOf;
  }

  /**
   * Opens the log of a data folder and replays it. Throws what `lockFolder`, `LogFile.open` and `GivenUpFile.open`
   * throw.
   */
  static async open(folder: string, keyOf: AddressKey): Promise<FileRegisterLog> {
    const state = emptyState();
    const lock = await lockFolder(folder);
    const givenUp: string[] = [];
    const unfinished = new UnfinishedErasures();
    const take = (event: RegisterEvent) => {
      unfinished.note(state, event, keyOf);
      applyEvent(state, event, keyOf);
      if (isGivenUp(event)) givenUp.push(formatEvent(event));
    };
    const file = await LogFile.open<RegisterEvent>({ folder, lock, take });
    try {
      return new FileRegisterLog(file, await GivenUpFile.open(folder, givenUp), state, keyOf, unfinished);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Appends with a condition take turns: each is judged by a state that holds all before it. */
  append(events: readonly RegisterEvent[], condition?: AppendCondition): Promise<boolean> {
    const appended = this.#write(events, condition);
    this.#turn = Promise.allSettled([this.#turn, appended]);
    return appended;
  }

  async #write(events: readonly RegisterEvent[], condition: AppendCondition | undefined): Promise<boolean> {
    if (condition !== undefined) {
      await this.#turn;
      if (!condition.holds(this.#state)) return false;
    }
    await this.#file.append(events);
    for (const event of events) applyEvent(this.#state, event, this.#keyOf);
    const lines = events.filter(isGivenUp).map(formatEvent);
    if (lines.length > 0) await this.#givenUp.append(lines);
    return true;
  }

  read(): Promise<RegisterState> {
    return Promise.resolve(this.#state);
  }

  async *scan(purpose: string): AsyncIterable<string> {
    yield* listOffered(this.#state, purpose);
  }

  async history(ref: string): Promise<readonly RegisterEvent[]> {
    await this.#turn;
    const concerns = concernsPerson(this.#state, ref);
    const events: RegisterEvent[] = [];
    const names = [ref, ...(this.#state.people.get(ref)?.submissions ?? [])];
    await this.#file.scan(
      (event) => {
        if (concerns(event)) events.push(event);
      },
      (line) => !names.some((name) => line.includes(name)),
    );
    return events;
  }

  async purge(): Promise<void> {
    await this.#turn;
    await this.#file.rewrite((event) => purgeValues(event, this.#state), holdsNoValues);
  }

  /** Writes what waits and releases the folder. */
  async close(): Promise<void> {
    await this.#turn;
    await this.#givenUp.close();
    await this.#file.close();
  }
}

/** As JSON writes them, quotes within a value have a backslash before them. */
const holdsNoValues = (line: string): boolean => !line.includes('"event":"values"');
