/** The writes that store events together: the events themselves, and what follows from the state after them. */
import type { AddressKey } from '#core/register/address-key';
import { applyEvent } from '#core/register/apply-event';
import type { RegisterEvent } from '#core/register/event';
import { homeOf } from './homes.ts';
import type { Item, Key, Version, Write } from './item-store.ts';
import * as keys from './keys.ts';
import { headOf, parse, type Loaded, type PersonHead, type Pointer } from './loaded.ts';
import { nameOf, projectState, type Projection } from './project-state.ts';
import { scopeOf, type Scope } from './scope.ts';

export interface PlanOptions {
  readonly keyOf: AddressKey;
  /** The place in the log of the first event; each after it has the next. */
  readonly order: number;
  /** What must be as it was read although nothing is written there. */
  readonly checks: readonly string[];
  /** Names under which there must still be nobody and nothing. */
  readonly unknown: readonly string[];
}

/** Applies the events to the loaded state, and returns the writes that store them. */
export function planWrites(
  events: readonly RegisterEvent[],
  loaded: Loaded,
  { keyOf, order, checks, unknown }: PlanOptions,
): readonly Write[] {
  const { state, partOf, valuesAt, heads, people } = loaded;
  for (const [at, event] of events.entries()) {
    if (event.event === 'submitted') partOf.set(event.submission, event.ref);
    // Whoever is not in the table yet is whole.
    if ('ref' in event && event.ref !== undefined && !heads.has(keys.person(event.ref)))
      people.add(event.ref);
    if (event.event === 'values') valuesAt.set(event.submission, order + at);
  }
  const scope = scopeOf(events, loaded, keyOf);
  const before = projectState(loaded, scope, keyOf);
  const counted = countsIn(loaded);
  const plan = new Plan(loaded, order + events.length - 1);
  for (const [at, event] of events.entries()) {
    plan.putEvent(event, order + at, homeOf(event, partOf));
    applyEvent(state, event, keyOf);
  }
  plan.putChanges(before, projectState(loaded, scope, keyOf));
  plan.putParts(scope);
  plan.putCounts(counted, countsIn(loaded));
  // A withdrawal is written where the person's own head is, wherever the submission is.
  for (const ref of scope.refs) plan.check(keys.person(ref));
  for (const name of checks) plan.check(name);
  for (const name of unknown) plan.checkUnknown(name);
  return plan.writes();
}

interface Count {
  readonly key: Key;
  readonly count: number;
}

/** The counters of the state: seats by form, mails by minute. */
function countsIn({ state }: Loaded): ReadonlyMap<string, Count> {
  const counts = [
    ...[...state.takenSeats].map(([form, count]) => ({ key: keys.seats(form), count })),
    ...[...state.mailsByMinute].map(([minute, count]) => ({
      key: { pk: keys.mailsOf(minute.slice(0, 10)), sk: minute },
      count,
    })),
  ];
  return new Map(counts.map((one) => [nameOf(one.key), one]));
}

/** The writes of one transaction, one of each key. */
class Plan {
  readonly #writes = new Map<string, Write>();
  readonly #loaded: Loaded;
  readonly #last: number;

  constructor(loaded: Loaded, last: number) {
    this.#loaded = loaded;
    this.#last = last;
  }

  putEvent(event: RegisterEvent, order: number, home: string | undefined): void {
    const body = JSON.stringify(event);
    if (event.event === 'notice') this.#put({ ...keys.notice(event.sha256), body });
    if (home === undefined) return;
    this.#put({ pk: home, sk: keys.eventAt(order), body }, 'absent');
    this.#putHead(home);
  }

  putChanges(before: Projection, after: Projection): void {
    for (const [name, item] of after) {
      const old = before.get(name);
      if (isHead(item)) {
        if (old?.body !== item.body) this.#putHead(item.pk, item.body);
      } else if (old?.body !== item.body)
        this.#put(item, old === undefined && isOfSubmission(item) ? 'absent' : undefined);
    }
    for (const [name, { pk, sk }] of before)
      if (!after.has(name) && !isPointer({ pk, sk }))
        this.#writes.set(name, { kind: 'delete', key: { pk, sk } });
  }

  /** A submission that belongs to somebody else by now stays where it is; whose it is names the place. */
  putParts({ refs }: Scope): void {
    const { state, partOf, heads, people } = this.#loaded;
    for (const ref of refs) {
      if (!people.has(ref)) continue;
      const pk = keys.person(ref);
      const { parts } = JSON.parse(heads.get(pk)?.body ?? JSON.stringify({ parts: [ref] })) as PersonHead;
      const own = (state.people.get(ref)?.submissions ?? []).flatMap((id) => partOf.get(id) ?? []);
      const all = [...new Set([...parts, ...own])];
      if (all.length > parts.length) this.#putHead(pk, JSON.stringify({ parts: all } satisfies PersonHead));
    }
  }

  putCounts(before: ReadonlyMap<string, Count>, after: ReadonlyMap<string, Count>): void {
    for (const [name, { key, count }] of after) {
      const add = count - (before.get(name)?.count ?? 0);
      if (add !== 0) this.#writes.set(name, { kind: 'count', key, add });
    }
  }

  /** Requires that a partition's head or a counter is as it was read. */
  check(name: string): void {
    const { heads, seats } = this.#loaded;
    const version = heads.get(name)?.version;
    if (version !== undefined) this.#require(keys.head(name), version);
    const seat = seats.get(name);
    if (seat !== undefined) this.#require(keys.seats(name), seat);
  }

  checkUnknown(name: string): void {
    this.#require(keys.head(keys.person(name)), 'absent');
    this.#require(keys.pointer(name), 'absent');
  }

  writes(): readonly Write[] {
    return [...this.#writes.values()];
  }

  #require(key: Key, version: Version): void {
    const name = nameOf(key);
    const write = this.#writes.get(name);
    if (write === undefined) this.#writes.set(name, { kind: 'check', key, if: version });
    else if (write.kind === 'count') this.#writes.set(name, { ...write, if: version });
  }

  /** Each head that is written has to be as it was read; the next group finds it as it is written here. */
  #putHead(pk: string, changed?: string): void {
    const name = nameOf(keys.head(pk));
    const written = this.#writes.get(name);
    const read = this.#loaded.heads.get(pk) ?? headOf(undefined, firstBody(pk));
    const body = changed ?? (written?.kind === 'put' ? written.item.body : undefined) ?? read.body;
    const version = written?.kind === 'put' && written.if !== undefined ? written.if : read.version;
    this.#put({ ...keys.head(pk), body, seq: this.#last }, version);
    this.#loaded.heads.set(pk, { version: this.#last, body });
  }

  #put(item: Item, version?: Version): void {
    this.#writes.set(nameOf(item), { kind: 'put', item, ...(version === undefined ? {} : { if: version }) });
  }
}

const isPointer = ({ pk }: Item): boolean => pk.startsWith('B#');
/** A submission is stored once. */
const isOfSubmission = (item: Item): boolean => isPointer(item) && parse<Pointer>(item).part !== undefined;
const isHead = ({ pk, sk }: Item): boolean => sk === keys.HEAD && !isPointer({ pk, sk });

/** A person's first head names the person's own partition. */
const firstBody = (pk: string): string => {
  const own = keys.person('');
  return pk.startsWith(own) ? JSON.stringify({ parts: [pk.slice(own.length)] } satisfies PersonHead) : '{}';
};
