/**
 * A log in a table beside one in memory that gets the same events: whatever the table's log reads of what was named has
 * to be what the other holds.
 */
import { expect } from 'vitest';
import type { AddressKey } from '#core/register/address-key';
import type { RegisterEvent } from '#core/register/event';
import { findRef } from '#core/register/find-person';
import { DUE_MAILS, OPEN_CASES, seatsOfForm } from '#core/register/log-names';
import { findDueMails } from '#core/register/mail/find-due-mails';
import type { AppendCondition, RegisterLog } from '#core/register/register-log';
import type { Person, RegisterState, Submission } from '#core/register/register-state';
import type { ItemStore } from '#runtime/aws/register/log/item-store';
import { TableLog } from '#runtime/aws/register/log/table-log';
import type { MemoryLog } from '../../../../core/register/memory-log.ts';
import { KEYS } from '../../../node/register/fixed-keys.ts';
import { MemoryItems } from './memory-items.ts';

export interface TwinOptions {
  readonly now: () => number;
  readonly keyOf?: AddressKey;
  /** Where the table's items are; in memory where it is left out. */
  readonly store?: Promise<ItemStore>;
}

export class TwinLog implements RegisterLog {
  readonly peopleAtOnce = 5;
  readonly #memory: MemoryLog;
  readonly #now: () => number;
  readonly #table: Promise<TableLog>;
  #turn: Promise<unknown> = Promise.resolve();
  /** How many of the events in memory the table has. */
  #taken = 0;

  constructor(memory: MemoryLog, { now, keyOf = KEYS.keyOf, store }: TwinOptions) {
    let ids = 0;
    this.#memory = memory;
    this.#now = now;
    this.#table = (store ?? Promise.resolve(new MemoryItems())).then(
      (items) =>
        new TableLog({
          store: items,
          keyOf,
          now,
          randomId: () => String(++ids),
          keepGivenUp: () => Promise.resolve(),
          pause: () => Promise.resolve(),
        }),
    );
  }

  /** The table, with what was put into the log in memory directly. */
  #ready(): Promise<TableLog> {
    const ready = this.#turn.then(async () => {
      const table = await this.#table;
      while (this.#taken < this.#memory.events.length)
        await table.append([this.#memory.events[this.#taken++] as RegisterEvent]);
      return table;
    });
    this.#turn = ready.catch(() => undefined);
    return ready;
  }

  append(events: readonly RegisterEvent[], condition?: AppendCondition): Promise<boolean> {
    const appended = this.#ready().then(async (table) => {
      this.#memory.onAppend(events);
      const isStored = await table.append(events, condition);
      expect(isStored).toBe(condition?.holds(this.#memory.state) ?? true);
      if (!isStored) return false;
      this.#memory.put(...events);
      this.#taken += events.length;
      return true;
    });
    this.#turn = appended.catch(() => undefined);
    return appended;
  }

  async read(names: readonly string[]): Promise<RegisterState> {
    const state = await (await this.#ready()).read(names);
    for (const name of names) expectSame(name, state, this.#memory.state);
    if (names.includes(DUE_MAILS)) this.#expectSameDue(state);
    if (names.includes(OPEN_CASES))
      expect(new Set(state.openCases.keys())).toEqual(new Set(this.#memory.state.openCases.keys()));
    for (const name of names.filter((one) => one.startsWith(SEATS)))
      expect(state.takenSeats.get(name.slice(SEATS.length)) ?? 0, name).toBe(
        this.#memory.state.takenSeats.get(name.slice(SEATS.length)) ?? 0,
      );
    return state;
  }

  /** The mails that are due, and those that are under way. */
  #expectSameDue(state: RegisterState): void {
    const idsIn = (one: RegisterState) => [
      findDueMails(one, this.#now(), () => false)
        .map(({ mail }) => mail)
        .toSorted(),
      [...one.sendings.keys()].toSorted(),
    ];
    expect(idsIn(state)).toEqual(idsIn(this.#memory.state));
  }

  async *scan(purpose: string): AsyncIterable<string> {
    yield* (await this.#ready()).scan(purpose);
  }

  async history(ref: string): Promise<readonly RegisterEvent[]> {
    return (await this.#ready()).history(ref);
  }

  async purge(): Promise<void> {
    await this.#ready();
    await this.#memory.purge();
    this.#taken = this.#memory.events.length;
  }
}

const SEATS = seatsOfForm('');

/** What a name means is the same in both, but for places in the log, which the table numbers by what it read. */
function expectSame(name: string, read: RegisterState, all: RegisterState): void {
  expect(findRef(read, name), name).toBe(findRef(all, name));
  expect(personIn(read, name), name).toEqual(personIn(all, name));
  for (const part of ['refByKey', 'sentMails', 'tellings', 'ownerWeeks', 'openCases'] as const)
    expect(read[part].get(name), `${part} ${name}`).toEqual(all[part].get(name));
  const givenUpIn = (state: RegisterState) =>
    state.givenUpByKey.get(name)?.map(({ scope, at }) => ({ scope, at }));
  expect(givenUpIn(read), `givenUpByKey ${name}`).toEqual(givenUpIn(all));
  for (const part of ['suppressed', 'neverAsked', 'filedMails'] as const)
    expect(read[part].has(name), `${part} ${name}`).toBe(all[part].has(name));
  expect([...(read.hardBounces.get(name) ?? [])], name).toEqual([...(all.hardBounces.get(name) ?? [])]);
}

function personIn(state: RegisterState, name: string) {
  const ref = findRef(state, name);
  const person = state.people.get(ref ?? '');
  const submissions = (person?.submissions ?? []).map((id) => {
    const { order: _order, addressField, ...submission } = state.submissions.get(id) as Submission;
    // Which field held the address goes with the values.
    return submission.fields === undefined ? submission : { ...submission, addressField };
  });
  const due = [...state.dueMails.values()].filter((mail) => mail.ref === ref);
  const isIn = (ids: ReadonlySet<string>) => (person?.submissions ?? []).filter((id) => ids.has(id));
  return {
    submissions,
    due,
    unconfirmed: isIn(state.unconfirmed),
    unwelcomed: isIn(state.unwelcomed),
    person: person === undefined ? undefined : withoutOrders(person),
  };
}

const withoutOrders = ({ withdrawals, ...person }: Person) => ({
  ...person,
  withdrawals: withdrawals.map(({ order: _order, ...one }) => one),
});
