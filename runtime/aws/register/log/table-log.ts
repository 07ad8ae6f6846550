/**
 * The register's log in a table: events by person, each stored under a condition on the versions of what was read
 * before it. It decides nothing: what an event means is the fold's.
 */
import type { AddressKey } from '#core/register/address-key';
import { concernsPerson } from '#core/register/concerns-person';
import type { RegisterEvent } from '#core/register/event';
import { isGivenUp } from '#core/register/given-up';
import { seatsOfForm } from '#core/register/log-names';
import type { AppendCondition, RegisterLog } from '#core/register/register-log';
import type { RegisterState } from '#core/register/register-state';
import { OperatorError } from '#core/operator-error';
import { decidedKeys, subjectsOf } from './homes.ts';
import type { ItemStore } from './item-store.ts';
import { MOST_WRITES } from './item-store.ts';
import * as keys from './keys.ts';
import { listOf, toldOf } from './lists.ts';
import { loadLog } from './load-log.ts';
import type { Loaded } from './loaded.ts';
import { planWrites } from './plan-writes.ts';
import { readHistory, writeReads } from './reads.ts';
import { formsIn } from './scope.ts';
import { splitEvents } from './split-events.ts';

/** How often what was read is read again because something else was stored meanwhile. */
const ATTEMPTS = 8;
const TICKS_PER_MS = 1000;

/** Others were storing the same at the same time, again and again; nothing was stored. */
export class TableBusyError extends OperatorError {
  override readonly name = 'TableBusyError';
}

export interface TableLogOptions {
  readonly store: ItemStore;
  readonly keyOf: AddressKey;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly randomId: () => string;
  /** Keeps lines of what is given up elsewhere, durably, before the table has them. */
  readonly keepGivenUp: (lines: readonly string[]) => Promise<void>;
  /** Waits before what was read is read again; the number counts from 1. */
  readonly pause: (attempt: number) => Promise<void>;
}

export class TableLog implements RegisterLog {
  /** A person who is imported takes about 14 writes. */
  readonly peopleAtOnce = 5;
  readonly #options: TableLogOptions;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: TableLogOptions) {
    this.#options = options;
  }

  /** Appends of one process take turns, since of two about the same person one would be in vain. */
  append(events: readonly RegisterEvent[], condition?: AppendCondition): Promise<boolean> {
    const appended = this.#turn.then(() => this.#append(events, condition));
    this.#turn = appended.catch(() => undefined);
    return appended;
  }

  async #append(events: readonly RegisterEvent[], condition?: AppendCondition): Promise<boolean> {
    if (events.length > 0 && events.every(({ event }) => event === 'read') && condition === undefined) {
      await writeReads(events, this.#options);
      return true;
    }
    const done = new Set<number>();
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const before = done.size;
      const outcome = await this.#tryAppend(events, condition, done);
      if (outcome !== 'again') return outcome === 'stored';
      await this.#options.pause(attempt);
      // What is stored in several steps may meet others at each of them.
      if (done.size > before) attempt = 0;
    }
    throw new TableBusyError('others were changing the same people at the same time: run it again');
  }

  async #tryAppend(
    events: readonly RegisterEvent[],
    condition: AppendCondition | undefined,
    done: Set<number>,
  ): Promise<'stored' | 'refused' | 'again'> {
    const { store, keyOf, now } = this.#options;
    const loaded = await this.#load([...(condition?.names ?? []), ...namesOf(events)], events);
    if (condition !== undefined && !condition.holds(loaded.state)) return 'refused';
    const checks = condition === undefined ? [] : checksOf(condition, loaded);
    const unknown = (condition?.names ?? []).filter((name) => loaded.unknown.has(name));
    const groups = splitEvents(events, loaded, condition !== undefined);
    let order = Math.max(now() * TICKS_PER_MS, ...versionsIn(loaded).map((version) => version + 1));
    for (const [at, group] of groups.entries()) {
      if (done.has(at)) continue;
      const required = groups.length === 1 ? { checks, unknown } : { checks: [], unknown: [] };
      const writes = planWrites(group, loaded, { keyOf, order, ...required });
      if (writes.length > MOST_WRITES)
        throw new RangeError('too many writes for one transaction of the table');
      order += group.length;
      const lines = group.filter(isGivenUp).map((event) => JSON.stringify(event));
      if (lines.length > 0) await this.#options.keepGivenUp(lines);
      if (writes.length > 0 && !(await store.transact(writes))) return 'again';
      done.add(at);
    }
    return 'stored';
  }

  /** Whoever holds an address that the events decide about has to be loaded too. */
  async #load(names: readonly string[], events: readonly RegisterEvent[]): Promise<Loaded> {
    const loaded = await loadLog(names, this.#options);
    const decided = decidedKeys(events, loaded.state, this.#options.keyOf);
    return decided.every((key) => names.includes(key))
      ? loaded
      : await loadLog([...names, ...decided], this.#options);
  }

  async read(names: readonly string[]): Promise<RegisterState> {
    return (await loadLog(names, this.#options)).state;
  }

  scan(purpose: string): AsyncIterable<string> {
    return this.#options.store.listed(listOf(purpose));
  }

  async history(ref: string): Promise<readonly RegisterEvent[]> {
    const loaded = await loadLog([ref], this.#options);
    const concerns = concernsPerson(loaded.state, ref);
    return (await readHistory(ref, loaded, this.#options)).filter(concerns);
  }

  /** Values go in the transaction that erases them, so that nothing is left to remove. */
  purge(): Promise<void> {
    return Promise.resolve();
  }
}

function namesOf(events: readonly RegisterEvent[]): readonly string[] {
  const forms = events.flatMap((event) => (event.event === 'due' ? formsIn(event.details) : []));
  return [...events.flatMap(subjectsOf), ...new Set(forms.map(toldOf))];
}

/** Partitions and counters that a condition looked at, by what `planWrites` calls them. */
function checksOf({ names }: AppendCondition, { heads, seats }: Loaded): readonly string[] {
  const named = new Set(names.map((name) => keys.address(name)));
  const seatsNamed = [...seats.keys()].filter((form) => names.includes(seatsOfForm(form)));
  const read = [...heads.keys()].filter((pk) => !pk.startsWith(keys.address('')) || named.has(pk));
  return [...read, ...seatsNamed];
}

const versionsIn = ({ heads }: Loaded): readonly number[] =>
  [...heads.values()].flatMap(({ version }) => (version === 'absent' ? [] : [version]));
