/** What a group of events may change: only this is compared before and after them. */
import { addressKeyOf, type AddressKey } from '#core/register/address-key';
import type { RegisterEvent } from '#core/register/event';
import { decidedKeys } from './homes.ts';
import type { Loaded } from './loaded.ts';

export interface Scope {
  readonly refs: ReadonlySet<string>;
  readonly submissions: ReadonlySet<string>;
  readonly addresses: ReadonlySet<string>;
  readonly cases: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
  /** Mails that are due or went out, by id. */
  readonly mails: ReadonlySet<string>;
}

/** Returns the scope of events that are not applied yet; call it after `partOf` knows new submissions. */
export function scopeOf(events: readonly RegisterEvent[], loaded: Loaded, keyOf: AddressKey): Scope {
  const { state, addresses } = loaded;
  const refs = new Set<string>();
  const submissions = new Set<string>();
  const touched = new Set(decidedKeys(events, state, keyOf));
  const cases = new Set<string>();
  const forms = new Set<string>();
  const mails = new Set<string>();
  for (const event of events) {
    if ('ref' in event && event.ref !== undefined) refs.add(event.ref);
    if ('submission' in event && event.submission !== undefined) submissions.add(event.submission);
    if (event.event === 'transferred') for (const id of event.submissions) submissions.add(id);
    if (event.event === 'erased' && event.submission === undefined)
      for (const id of state.people.get(event.ref)?.submissions ?? []) submissions.add(id);
    if (event.event === 'suppressed' || event.event === 'lifted') touched.add(event.hash);
    if (event.event === 'bounced') {
      const submission = state.submissions.get(event.submission ?? '');
      const key = submission === undefined ? undefined : addressKeyOf(submission, keyOf);
      if (key !== undefined) touched.add(key);
    }
    if (event.event === 'case' || event.event === 'case-closed') cases.add(event.case);
    if (event.event === 'due') for (const form of formsIn(event.details)) forms.add(form);
    if (event.event === 'due' || event.event === 'sent') mails.add(event.mail ?? '');
  }
  for (const id of submissions) refs.add(state.submissions.get(id)?.ref ?? '');
  refs.delete('');
  mails.delete('');
  return {
    refs,
    submissions,
    addresses: new Set([...touched].filter((key) => addresses.has(key))),
    cases,
    forms,
    mails,
  };
}

/** The forms of which the fold notes that somebody was told. */
export function formsIn(details: Readonly<Record<string, unknown>> = {}): readonly string[] {
  const { form, sequence, week, open } = details;
  const told = typeof form === 'string' && typeof sequence === 'number' ? [form] : [];
  if (typeof week !== 'string' || !Array.isArray(open)) return told;
  return open.flatMap((one: { readonly form?: unknown }) => (typeof one.form === 'string' ? [one.form] : []));
}
