/**
 * Loads from the table what names mean: the partitions of people, addresses, cases and forms, folded into a state. What
 * it loads is whole; what the state holds beside it is a part.
 */
import { addressKeyOf } from '#core/register/address-key';
import { applyEvent } from '#core/register/apply-event';
import type { RegisterEvent } from '#core/register/event';
import { emptyState } from '#core/register/register-state';
import { takeAddressRecord, type AddressRecord } from './address-record.ts';
import type { ItemStore } from './item-store.ts';
import * as keys from './keys.ts';
import { headOf, parse, type Loaded, type LoadOptions, type PersonHead, type ValuesBody } from './loaded.ts';
import { loadNamed } from './load-named.ts';
import { inParallel } from './in-parallel.ts';

/** An event with its place in the log. */
interface Placed {
  readonly order: number;
  readonly event: RegisterEvent;
}

/** Loads what the names mean, as `RegisterLog.read` takes them. */
export async function loadLog(names: readonly string[], options: LoadOptions): Promise<Loaded> {
  const { store, keyOf } = options;
  const loaded: Loaded = {
    state: emptyState(),
    heads: new Map(),
    people: new Set(),
    addresses: new Set(),
    seats: new Map(),
    partOf: new Map(),
    valuesAt: new Map(),
    unknown: new Set(),
    underWay: new Map(),
  };
  const named = await loadNamed(names, loaded, options);
  const placed: Placed[] = [...named.events];
  await inParallel(named.refs, (ref) => loadPerson(ref, loaded, store, placed));
  placed.sort((one, other) => one.order - other.order);
  for (const { event } of placed) applyEvent(loaded.state, event, keyOf);
  await takeRecords(named.addresses, loaded, options);
  named.take(loaded.state);
  return loaded;
}

async function loadPerson(ref: string, loaded: Loaded, store: ItemStore, placed: Placed[]): Promise<void> {
  loaded.people.add(ref);
  await loadPart(ref, loaded, store, placed);
  const head = loaded.heads.get(keys.person(ref));
  const { parts } = JSON.parse(head?.body ?? '{}') as PersonHead;
  await Promise.all(parts.map((part) => loadPart(part, loaded, store, placed)));
}

/** Loads a partition once; where another load of it is under way, it waits for that. */
function loadPart(part: string, loaded: Loaded, store: ItemStore, placed: Placed[]): Promise<void> {
  const under = loaded.underWay.get(part) ?? readPart(part, loaded, store, placed);
  loaded.underWay.set(part, under);
  return under;
}

async function readPart(part: string, loaded: Loaded, store: ItemStore, placed: Placed[]): Promise<void> {
  const pk = keys.person(part);
  const [items, held] = await Promise.all([
    store.query(pk, { before: keys.READS }),
    store.query(keys.values(part)),
  ]);
  const head = items.find(({ sk }) => sk === keys.HEAD);
  loaded.heads.set(pk, headOf(head, JSON.stringify({ parts: [part] } satisfies PersonHead)));
  for (const item of items) {
    if (item === head) continue;
    const event = parse<RegisterEvent>(item);
    if (event.event === 'submitted') loaded.partOf.set(event.submission, part);
    placed.push({ order: keys.orderOf(item.sk), event });
  }
  for (const item of held) {
    const { order, ...body } = parse<ValuesBody>(item);
    loaded.valuesAt.set(item.sk, order);
    placed.push({ order, event: { event: 'values', submission: item.sk, ...body } });
  }
}

/** What is known of an address stands in one record, since the events that it follows from may be of many people. */
async function takeRecords(
  named: readonly string[],
  loaded: Loaded,
  { store, keyOf }: LoadOptions,
): Promise<void> {
  const { state, addresses, heads } = loaded;
  const held = [...state.submissions.values()].flatMap((one) => addressKeyOf(one, keyOf) ?? []);
  for (const map of [
    state.refByKey,
    state.suppressed,
    state.givenUpByKey,
    state.neverAsked,
    state.hardBounces,
  ])
    map.clear();
  const all = [...new Set([...named, ...held])];
  const records = await store.get(all.map((key) => keys.head(keys.address(key))));
  for (const [at, key] of all.entries()) {
    const record = records[at];
    addresses.add(key);
    heads.set(keys.address(key), headOf(record));
    if (record !== undefined) takeAddressRecord(state, key, parse<AddressRecord>(record));
  }
}
