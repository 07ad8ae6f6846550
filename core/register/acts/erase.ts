/** Erases the values of submissions. What stays is proof without identity, and what a law keeps. */
import { addressKeyOf } from '../address-key.ts';
import type { RegisterEvent } from '../event.ts';
import { addressKeysOf } from '../find-person.ts';
import { readEverybody } from '../read-everybody.ts';
import { findDue, keptFieldsOf, type Due } from '../retention.ts';
import { retentionMomentOf, timeOf, type RegisterContext } from '../register-context.ts';
import type { RegisterState } from '../register-state.ts';
import { addressesOf, dueMailsOf, emptiedPeople, unusedKeys } from './erasure-traces.ts';
import { openCaseToNotify } from './open-case-to-notify.ts';
import { backupsFreeOn } from './withdraw-permissions.ts';

export interface Erased {
  readonly erased: readonly string[];
  readonly kept: readonly {
    readonly submission: string;
    readonly fields: readonly string[];
    readonly why: string;
    readonly until: string;
  }[];
  readonly backupsFreeOn: string;
}

/**
 * Erases all of a person, and what strangers or the person submitted unconfirmed under the same addresses. Resolves
 * once no file of the register holds the values. No mail is sent. Where the person does it, notifying the
 * recipients becomes an open case.
 */
export async function erasePerson(ref: string, context: RegisterContext, by?: 'person'): Promise<Erased> {
  const keys = new Set(addressKeysOf(await context.log.read([ref]), ref, context.keyOf));
  const state = await context.log.read([ref, ...keys]);
  const submissions = [...heldOf(state, ref), ...unconfirmedAt(state, keys, context)];
  const recipients = recipientsOf(state, submissions);
  const cases = by === 'person' ? openCaseToNotify({ ref, recipients, channel: 'self' }, context) : [];
  return erase(submissions, keys, context, [ref], cases);
}

/** Recipients that were given any of the submissions, each once. */
export function recipientsOf(state: RegisterState, submissions: readonly string[]): readonly string[] {
  const transfers = submissions.flatMap((id) => state.submissions.get(id)?.transfers ?? []);
  return [...new Set(transfers.map(({ recipient }) => recipient))];
}

/** Erases what somebody submitted unconfirmed under an address that belongs to nobody. */
export async function eraseUnconfirmed(key: string, context: RegisterContext): Promise<Erased> {
  const state = await context.log.read([key]);
  return erase(unconfirmedAt(state, new Set([key]), context), new Set([key]), context);
}

async function erase(
  submissions: readonly string[],
  keys: ReadonlySet<string>,
  context: RegisterContext,
  evidenceNames: readonly string[] = [],
  cases: readonly RegisterEvent[] = [],
): Promise<Erased> {
  const at = timeOf(context);
  const moment = retentionMomentOf(context);
  const state = await context.log.read(submissions);
  const kept = submissions.flatMap((id) => {
    const submission = state.submissions.get(id);
    if (submission?.confirmedAt === undefined) return [];
    return keptFieldsOf(submission, moment).map((one) => ({ submission: id, ...one }));
  });
  const events = submissions.map((id): RegisterEvent => {
    const fields = [
      ...new Set(kept.filter(({ submission }) => submission === id).flatMap((one) => one.fields)),
    ];
    return {
      event: 'erased',
      at,
      ref: state.submissions.get(id)?.ref ?? '',
      cause: 'request',
      submission: id,
      ...(fields.length === 0 ? {} : { kept: fields }),
    };
  });
  const suppressed = [...keys].map((hash): RegisterEvent => ({
    event: 'suppressed',
    at,
    hash,
    cause: 'erased',
  }));
  const mails = dueMailsOf(state, submissions);
  if (events.length > 0) await context.log.append([...events, ...suppressed, ...cases]);
  // The log comes last: its values tell the next start what a crash left to be removed.
  await context.removeTraces([...submissions, ...evidenceNames, ...mails], (address) =>
    keys.has(context.keyOf(address) ?? ''),
  );
  await context.log.purge();
  return { erased: submissions, kept, backupsFreeOn: backupsFreeOn(context.now()) };
}

/** Erases what no purpose and no law holds any more, and returns it; with `isDryRun` it only returns it. */
export async function runRetention(
  context: RegisterContext,
  isDryRun: boolean,
): Promise<readonly { readonly submission: string; readonly cause: string }[]> {
  const due: Due[] = [];
  const mails: string[] = [];
  const keys: string[] = [];
  for await (const { refs, state } of readEverybody(context.log)) {
    const found = findDue(state, refs, retentionMomentOf(context));
    const ids = found.map(({ submission }) => submission);
    due.push(...found);
    mails.push(...dueMailsOf(state, ids));
    keys.push(...addressesOf(state, ids, context.keyOf));
  }
  const listed = due.map(({ submission, cause }) => ({ submission, cause }));
  if (isDryRun || due.length === 0) return listed;
  const at = timeOf(context);
  const events = due.map(({ submission, ref, cause, kept }): RegisterEvent => ({
    event: 'erased',
    at,
    ref,
    cause,
    submission,
    ...(kept.length === 0 ? {} : { kept }),
  }));
  await context.log.append(events);
  const ids = due.map(({ submission }) => submission);
  const people = due.map(({ ref }) => ref);
  const after = await context.log.read([...ids, ...people, ...keys]);
  const unused = unusedKeys(after, keys, context.keyOf);
  await context.removeTraces([...ids, ...mails, ...emptiedPeople(after, people)], (address) =>
    unused.has(context.keyOf(address) ?? ''),
  );
  await context.log.purge();
  return listed;
}

function heldOf(state: RegisterState, ref: string): readonly string[] {
  return (state.people.get(ref)?.submissions ?? []).filter(
    (id) => state.submissions.get(id)?.erased === undefined,
  );
}

function unconfirmedAt(
  state: RegisterState,
  keys: ReadonlySet<string>,
  { keyOf }: RegisterContext,
): readonly string[] {
  return [...state.unconfirmed].filter((id) => {
    const submission = state.submissions.get(id);
    const key = submission === undefined ? undefined : addressKeyOf(submission, keyOf);
    return key !== undefined && keys.has(key);
  });
}
