/**
 * The items that follow from a state: who holds an address, what lists somebody is in, where values are. They are
 * derived after each append and never decided by themselves, so that the fold stays the one place that knows what an
 * event means.
 */
import { addressKeyOf, type AddressKey } from '#core/register/address-key';
import { OPEN_CASES } from '#core/register/log-names';
import { addressRecordIn } from './address-record.ts';
import type { Item, Key } from './item-store.ts';
import * as keys from './keys.ts';
import { listsIn } from './lists.ts';
import type { FormRecord, Loaded, Pointer, ValuesBody } from './loaded.ts';
import type { Scope } from './scope.ts';

/** Items by their name. */
export type Projection = ReadonlyMap<string, Item>;

/** Names an item in one text. */
export const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** Returns the items of what is in the scope, but for events. Of heads it returns the body that they have to have. */
export function projectState(loaded: Loaded, scope: Scope, keyOf: AddressKey): Projection {
  const { state, people } = loaded;
  const items = new Map<string, Item>();
  const put = (key: Key, body: object, more: Omit<Item, 'pk' | 'sk' | 'body'> = {}) =>
    items.set(nameOf(key), { ...key, body: JSON.stringify(body), ...more });
  for (const id of scope.submissions) putSubmission(id, loaded, keyOf, put);
  for (const key of scope.addresses) put(keys.head(keys.address(key)), addressRecordIn(state, key));
  for (const ref of scope.refs)
    if (people.has(ref))
      for (const list of listsIn(state, ref)) put({ pk: keys.memberships(ref), sk: list }, {}, { list, ref });
  for (const id of scope.cases)
    if (state.openCases.has(id))
      put({ pk: keys.memberships(id), sk: OPEN_CASES }, {}, { list: OPEN_CASES, ref: id });
  for (const form of scope.forms) {
    const sequence = state.tellings.get(form);
    const record: FormRecord = {
      ...(sequence === undefined ? {} : { sequence }),
      ...state.ownerWeeks.get(form),
    };
    put(keys.head(keys.form(form)), record);
  }
  for (const mail of scope.mails) {
    const sent = state.sentMails.get(mail);
    const due = state.dueMails.get(mail);
    if (sent !== undefined) put(keys.pointer(mail), pointerTo(sent));
    else if (due !== undefined) put(keys.pointer(mail), { ref: due.ref, isSent: false } satisfies Pointer);
  }
  return items;
}

function pointerTo({
  ref,
  submission,
}: Omit<Pointer, 'submission'> & { submission?: string | undefined }): Pointer {
  return { ref, isSent: true, ...(submission === undefined ? {} : { submission }) };
}

function putSubmission(
  id: string,
  { state, partOf, valuesAt }: Loaded,
  keyOf: AddressKey,
  put: (key: Key, body: object) => void,
): void {
  const submission = state.submissions.get(id);
  const part = partOf.get(id);
  if (submission === undefined || part === undefined) return;
  const { ref, recorded, fields, addressField } = submission;
  put(keys.pointer(id), { ref, part } satisfies Pointer);
  if (fields === undefined) return;
  const body: ValuesBody = {
    at: recorded,
    order: valuesAt.get(id) ?? 0,
    fields,
    ...(addressField === undefined ? {} : { addressField }),
  };
  put({ pk: keys.values(part), sk: id }, body);
  const key = addressKeyOf(submission, keyOf);
  if (key !== undefined) put({ pk: keys.submissionsAt(key), sk: id }, {});
}
