/**
 * A log in a table beside one in memory that gets the same events: whatever the table's log reads of what was named has
 * to be what the other holds.
 */
import { expect } from 'vitest';
import type { RegisterEvent } from '#core/register/event';
import { findRef } from '#core/register/find-person';
import type { AppendCondition, RegisterLog } from '#core/register/register-log';
import type { Person, RegisterState, Submission } from '#core/register/register-state';
import { TableLog } from '#runtime/aws/register/log/table-log';
import type { MemoryLog } from '../../../../core/register/memory-log.ts';
import { KEYS } from '../../../node/register/registered-app.ts';
import { MemoryItems } from './memory-items.ts';

export class TwinLog implements RegisterLog {
  readonly peopleAtOnce: number;
  readonly #memory: MemoryLog;
  readonly #table: TableLog;
  readonly #begun: Promise<void>;

  constructor(memory: MemoryLog, now: () => number, store = new MemoryItems()) {
    let ids = 0;
    this.#memory = memory;
    this.#table = new TableLog({
      store,
      keyOf: KEYS.keyOf,
      now,
      randomId: () => String(++ids),
      keepGivenUp: () => Promise.resolve(),
      pause: () => Promise.resolve(),
    });
    this.peopleAtOnce = this.#table.peopleAtOnce;
    this.#begun = this.#begin([...memory.events]);
  }

  async #begin(events: readonly RegisterEvent[]): Promise<void> {
    for (const event of events) await this.#table.append([event]);
  }

  async append(events: readonly RegisterEvent[], condition?: AppendCondition): Promise<boolean> {
    await this.#begun;
    const isStored = await this.#table.append(events, condition);
    expect(isStored).toBe(condition?.holds(this.#memory.state) ?? true);
    if (isStored) this.#memory.put(...events);
    return isStored;
  }

  async read(names: readonly string[]): Promise<RegisterState> {
    await this.#begun;
    const state = await this.#table.read(names);
    for (const name of names) expectSame(name, state, this.#memory.state);
    return state;
  }

  async *scan(purpose: string): AsyncIterable<string> {
    await this.#begun;
    yield* this.#table.scan(purpose);
  }

  async history(ref: string): Promise<readonly RegisterEvent[]> {
    await this.#begun;
    return this.#table.history(ref);
  }

  async purge(): Promise<void> {
    await this.#memory.purge();
  }
}

/** What a name means is the same in both, but for places in the log, which the table numbers by what it read. */
function expectSame(name: string, read: RegisterState, all: RegisterState): void {
  expect(findRef(read, name), name).toBe(findRef(all, name));
  expect(personIn(read, name), name).toEqual(personIn(all, name));
  for (const part of [
    'refByKey',
    'givenUpByKey',
    'sentMails',
    'tellings',
    'ownerWeeks',
    'openCases',
  ] as const)
    expect(read[part].get(name), `${part} ${name}`).toEqual(all[part].get(name));
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
