/** Records of reads: they change no state, so they need no condition, and stand apart from what a state is made of. */
import type { ReadEvent, RegisterEvent } from '#core/register/event';
import { inParallel } from './in-parallel.ts';
import type { ItemStore, Write } from './item-store.ts';
import { MOST_WRITES } from './item-store.ts';
import * as keys from './keys.ts';
import { parse, type Loaded } from './loaded.ts';

/** A read of so few is kept with each of them, another with its day. */
const FEW = 10;
/** Refs of one item: an item holds 400 KB at most. */
const REFS_AT_ONCE = 4_000;
const TICKS_PER_MS = 1000;
const DAY_MS = 86_400_000;

export interface ReadsOptions {
  readonly store: ItemStore;
  readonly now: () => number;
  readonly randomId: () => string;
}

/** Stores the records; resolves once all are durable. */
export async function writeReads(
  events: readonly RegisterEvent[],
  { store, now, randomId }: ReadsOptions,
): Promise<void> {
  const sk = () => keys.readAt(now() * TICKS_PER_MS, randomId());
  const writes = events.flatMap((event): readonly Write[] => {
    if (event.event !== 'read') return [];
    const partitions = event.refs.length <= FEW ? event.refs.map(keys.person) : [];
    const day = keys.readsOf(event.at.slice(0, 10));
    return event.refs.length > 0 && partitions.length > 0
      ? partitions.map((pk) => ({ kind: 'put', item: { pk, sk: sk(), body: JSON.stringify(event) } }))
      : piecesOf(event).map((piece) => ({
          kind: 'put',
          item: { pk: day, sk: sk(), body: JSON.stringify(piece) },
        }));
  });
  for (let at = 0; at < writes.length; at += MOST_WRITES)
    if (!(await store.transact(writes.slice(at, at + MOST_WRITES))))
      throw new Error('a record without a condition was refused');
}

function piecesOf(event: ReadEvent): readonly ReadEvent[] {
  if (event.refs.length <= REFS_AT_ONCE) return [event];
  const pieces: ReadEvent[] = [];
  for (let at = 0; at < event.refs.length; at += REFS_AT_ONCE)
    pieces.push({ ...event, refs: event.refs.slice(at, at + REFS_AT_ONCE) });
  return pieces;
}

/** Returns the events of a loaded person's partitions, and every read of the person, in the order of the log. */
export async function readHistory(
  ref: string,
  { state, heads }: Loaded,
  { store, now }: ReadsOptions,
): Promise<readonly RegisterEvent[]> {
  const since = (state.people.get(ref)?.submissions ?? []).flatMap(
    (id) => state.submissions.get(id)?.recorded ?? [],
  );
  const partitions = [...heads.keys()].filter((pk) => pk.startsWith(keys.person('')));
  const own = await inParallel(partitions, (pk) => store.query(pk));
  const [first = new Date(now()).toISOString()] = since.toSorted();
  const many = await inParallel(daysFrom(first, now()), (day) =>
    store.query(keys.readsOf(day), { holding: ref }),
  );
  return [...own.flat(), ...many.flat()]
    .filter(({ sk }) => sk !== keys.HEAD)
    .toSorted((one, other) => keys.orderOf(one.sk) - keys.orderOf(other.sk))
    .map((item) => parse<RegisterEvent>(item));
}

function daysFrom(first: string, now: number): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(first.slice(0, 10)); at <= now; at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
