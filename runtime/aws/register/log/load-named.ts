/** Finds out what names mean: whom they lead to, and what they tell by themselves. */
import type { RegisterEvent } from '#core/register/event';
import { DUE_MAILS, MAILS_IN_HOUR, OPEN_CASES, peopleOfForm, seatsOfForm } from '#core/register/log-names';
import type { RegisterState } from '#core/register/register-state';
import type { AddressRecord } from './address-record.ts';
import type { Item, Key } from './item-store.ts';
import * as keys from './keys.ts';
import { headOf, parse, type FormRecord, type Loaded, type LoadOptions, type Pointer } from './loaded.ts';
import { dueListsAt, toldOf } from './lists.ts';
import { inParallel } from './in-parallel.ts';

export interface Named {
  readonly refs: ReadonlySet<string>;
  readonly addresses: readonly string[];
  readonly events: readonly { readonly order: number; readonly event: RegisterEvent }[];
  /** Puts into the folded state what stands in records. */
  readonly take: (state: RegisterState) => void;
}

const HOUR_MS = 3_600_000;
const FORM = peopleOfForm('');
const SEATS = seatsOfForm('');
const TOLD = toldOf('');

export async function loadNamed(
  names: readonly string[],
  loaded: Loaded,
  options: LoadOptions,
): Promise<Named> {
  const ids = new Set(names.filter((name) => !name.startsWith('*') && name !== ''));
  const lists = new Set(
    names
      .filter((name) => name.startsWith('*'))
      .flatMap((name) => (name === DUE_MAILS ? dueListsAt(options.now()) : [name])),
  );
  const refs = new Set<string>();
  const takes: ((state: RegisterState) => void)[] = [clearRecords];
  await inParallel(lists, async (list) => {
    if (list === MAILS_IN_HOUR) takes.push(await loadMinutes(options));
    else if (list.startsWith(SEATS)) takes.push(await loadSeats(list.slice(SEATS.length), loaded, options));
    else if (list.startsWith(TOLD)) takes.push(await loadForm(list.slice(TOLD.length), loaded, options));
    else {
      if (list.startsWith(FORM)) takes.push(await loadForm(list.slice(FORM.length), loaded, options));
      for await (const one of options.store.listed(list)) (list === OPEN_CASES ? ids : refs).add(one);
    }
  });
  const byId = await loadIds([...ids], loaded, options);
  for (const ref of byId.refs) refs.add(ref);
  return {
    refs,
    addresses: byId.addresses,
    events: byId.events,
    take: (state) => {
      for (const take of takes) take(state);
      byId.take(state);
    },
  };
}

/** Counters and records hold more than the events that happen to be loaded. */
function clearRecords(state: RegisterState): void {
  state.takenSeats.clear();
  state.mailsByMinute.clear();
  state.tellings.clear();
  state.ownerWeeks.clear();
  state.sentMails.clear();
}

type Found = Record<'person' | 'pointer' | 'address' | 'notice' | 'case' | 'filed', Item | undefined>;

const keysOf = (id: string): Record<keyof Found, Key> => ({
  person: keys.head(keys.person(id)),
  pointer: keys.pointer(id),
  address: keys.head(keys.address(id)),
  notice: keys.notice(id),
  case: keys.head(keys.caseOf(id)),
  filed: keys.head(keys.filed(id)),
});

async function loadIds(
  ids: readonly string[],
  loaded: Loaded,
  options: LoadOptions,
): Promise<Named & { readonly refs: Set<string> }> {
  const { store } = options;
  const wanted = ids.map(keysOf);
  const items = (await store.get(wanted.flatMap((one) => Object.values(one)))).values();
  const found = wanted.map(
    (one) => Object.fromEntries(Object.keys(one).map((kind) => [kind, items.next().value])) as Found,
  );
  const refs = new Set<string>();
  const addresses: string[] = [];
  const events: { readonly order: number; readonly event: RegisterEvent }[] = [];
  const takes: ((state: RegisterState) => void)[] = [];
  await inParallel(ids.entries(), async ([at, id]) => {
    const one = found[at] as Found;
    if (one.person !== undefined) refs.add(id);
    if (one.pointer !== undefined) takes.push(followPointer(id, parse<Pointer>(one.pointer), refs));
    if (one.notice !== undefined) events.push({ order: 0, event: parse<RegisterEvent>(one.notice) });
    if (one.filed !== undefined) loaded.heads.set(keys.filed(id), headOf(one.filed));
    if (one.filed !== undefined) takes.push((state) => state.filedMails.add(id));
    if (one.case !== undefined) loaded.heads.set(keys.caseOf(id), headOf(one.case));
    if (one.case !== undefined)
      for (const item of await store.query(keys.caseOf(id), { before: keys.HEAD }))
        events.push({ order: keys.orderOf(item.sk), event: parse<RegisterEvent>(item) });
    const isKnown = [one.person, one.pointer, one.notice, one.case, one.filed].some(Boolean);
    if (!isKnown) loaded.unknown.add(id);
    if (isKnown && one.address === undefined) return;
    addresses.push(id);
    for (const ref of await refsAt(id, one.address, options)) refs.add(ref);
  });
  return {
    refs,
    addresses,
    events,
    take: (state) => {
      for (const take of takes) take(state);
    },
  };
}

function followPointer(
  id: string,
  { ref, submission, isSent }: Pointer,
  refs: Set<string>,
): (state: RegisterState) => void {
  refs.add(ref);
  return (state) => {
    if (isSent === true) state.sentMails.set(id, { ref, submission });
  };
}

/** Everybody who holds the address or entered it, confirmed or not. */
async function refsAt(
  key: string,
  record: Item | undefined,
  { store }: LoadOptions,
): Promise<readonly string[]> {
  const owner = record === undefined ? undefined : parse<AddressRecord>(record).ref;
  const at = await store.query(keys.submissionsAt(key));
  const pointers = await store.get(at.map(({ sk }) => keys.pointer(sk)));
  const submitters = pointers.flatMap((one) => (one === undefined ? [] : [parse<Pointer>(one).ref]));
  return owner === undefined ? submitters : [owner, ...submitters];
}

async function loadSeats(
  form: string,
  loaded: Loaded,
  { store }: LoadOptions,
): Promise<(state: RegisterState) => void> {
  const [counter] = await store.get([keys.seats(form)]);
  loaded.seats.set(form, counter?.count ?? 'absent');
  return (state) => state.takenSeats.set(form, counter?.count ?? 0);
}

async function loadForm(
  form: string,
  loaded: Loaded,
  { store }: LoadOptions,
): Promise<(state: RegisterState) => void> {
  const [item] = await store.get([keys.head(keys.form(form))]);
  loaded.heads.set(keys.form(form), headOf(item));
  return (state) => {
    if (item === undefined) return;
    const { sequence, week, at } = parse<FormRecord>(item);
    if (sequence !== undefined) state.tellings.set(form, sequence);
    if (week !== undefined && at !== undefined) state.ownerWeeks.set(form, { week, at });
  };
}

async function loadMinutes({ store, now }: LoadOptions): Promise<(state: RegisterState) => void> {
  const days = new Set([now() - HOUR_MS, now()].map((at) => new Date(at).toISOString().slice(0, 10)));
  const from = new Date(now() - HOUR_MS).toISOString().slice(0, 16);
  const minutes = await inParallel(days, (day) => store.query(keys.mailsOf(day), { from }));
  return (state) => {
    for (const { sk, count } of minutes.flat()) state.mailsByMinute.set(sk, count ?? 0);
  };
}
