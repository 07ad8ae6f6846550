/**
 * The only way to a name or address. Whoever passes names purpose, reader and reason, gets the values of those alone
 * whose permission stands at that moment, and leaves a record that is durable before the values are handed out. Mailing
 * and transferring take what this returns, and nothing else.
 */
import { OperatorError } from '../operator-error.ts';
import type { Kind } from './event.ts';
import { isStanding, type Terms } from './permission.ts';
import { registeredAt } from './registered-at.ts';
import type { RegisterLog } from './register-log.ts';
import type { RegisterState, Submission } from './register-state.ts';

declare const gated: unique symbol;

/** A submission whose values may be used for the purpose. */
export interface GatedSubmission {
  readonly submission: string;
  readonly form: string;
  readonly kind: Kind;
  readonly fields: Readonly<Record<string, string>>;
  /** Name of the field that holds the e-mail address; undefined where there is none. */
  readonly addressField: string | undefined;
  readonly language: string;
  readonly topics: readonly string[];
  /** Since when the permission stands. */
  readonly since: string;
  /** When it was first confirmed, which a correction leaves as it is. */
  readonly registered: string;
}

export interface GatedPerson {
  readonly ref: string;
  readonly submissions: readonly GatedSubmission[];
}

/** People as the gate let them pass: for one purpose, on record. */
export interface Gated {
  readonly purpose: string;
  readonly people: readonly GatedPerson[];
  readonly [gated]: true;
}

export interface GateRequest {
  readonly purpose: string;
  readonly reader: string;
  readonly reason: string;
  /** The case that the read belongs to. */
  readonly case?: string;
  /** Everybody where it is left out. */
  readonly refs?: readonly string[];
}

export interface GateContext {
  readonly log: RegisterLog;
  readonly terms: Terms;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The request names no purpose, or its reason says nothing or holds an address: nothing was read or recorded. */
export class GateRefusedError extends OperatorError {
  override readonly name = 'GateRefusedError';
  override readonly exit = 2;
}

/** The purpose of answering a person's own request: it passes all that is held of that person. */
export const RIGHTS = 'rights';

/** The purpose of a law that keeps fields after an erasure: it passes these fields. */
export const RETAINED = 'retained';

/** The purpose of asking whoever holds an address to confirm: it passes the address of what waits, and nothing else. */
export const CONFIRMATION = 'confirmation';

/**
 * Reads through the gate. Heeds a withdrawal that takes effect while the record is written: the values of that person
 * are on record as read, and are not handed out. Throws a GateRefusedError before anything is recorded, and rejects
 * without handing out anything where the record cannot be stored.
 */
export async function passGate(request: GateRequest, context: GateContext): Promise<Gated> {
  checkRequest(request);
  const candidates = request.refs ?? (await allOf(context.log.scan(request.purpose)));
  const before = await context.log.read(candidates);
  const passes = passFor(before, request.purpose, context);
  const refs = candidates.filter((ref) => submissionsOf(before, ref).some(passes));
  const at = new Date(context.now()).toISOString();
  const { purpose, reader, reason } = request;
  const record = { event: 'read', at, purpose, reader, reason, refs } as const;
  await context.log.append([request.case === undefined ? record : { ...record, case: request.case }]);
  const people = passing(await context.log.read(refs), refs, purpose, context);
  return { purpose, people } as unknown as Gated;
}

function checkRequest({ purpose, reason, refs, case: caseId = '' }: GateRequest): void {
  if (purpose.trim() === '') throw new GateRefusedError('name the purpose of reading (--purpose)');
  if (reason.trim() === '') throw new GateRefusedError('give the reason for reading (--reason)');
  if (/@/.test(reason))
    throw new GateRefusedError('the reason is kept on record: it may not hold an e-mail address');
  if (/@/.test(caseId))
    throw new GateRefusedError('the case is kept on record: it may not hold an e-mail address');
  if (purpose === RIGHTS && refs?.length !== 1)
    throw new GateRefusedError('for the purpose rights one person is read at a time');
}

async function allOf(refs: AsyncIterable<string>): Promise<readonly string[]> {
  const all = new Set<string>();
  for await (const ref of refs) all.add(ref);
  return [...all];
}

function passing(
  state: RegisterState,
  refs: readonly string[],
  purpose: string,
  context: GateContext,
): readonly GatedPerson[] {
  const passes = passFor(state, purpose, context);
  return refs.flatMap((ref) => {
    const submissions = submissionsOf(state, ref)
      .filter(passes)
      .map((one) => (purpose === CONFIRMATION ? addressAlone(state, one) : toGated(state, one)));
    return submissions.length === 0 ? [] : [{ ref, submissions }];
  });
}

function submissionsOf(state: RegisterState, ref: string): readonly Submission[] {
  return (state.people.get(ref)?.submissions ?? []).flatMap((id) => state.submissions.get(id) ?? []);
}

/** Returns the test of whether a submission passes at this moment. */
function passFor(
  state: RegisterState,
  purpose: string,
  { now, terms }: GateContext,
): (one: Submission) => boolean {
  const moment = { now: now(), ...terms };
  return (one) => {
    if (purpose === RIGHTS) return isHeld(one);
    if (purpose === RETAINED) return one.erased !== undefined && one.fields !== undefined;
    return purpose === CONFIRMATION ? isWaiting(one) : isStanding(state, one, purpose, moment);
  };
}

/** Returns the address of a submission that has passed; undefined where it has none. */
export function addressOf({ addressField, fields }: GatedSubmission): string | undefined {
  return addressField === undefined ? undefined : fields[addressField];
}

/** Somebody may ask for all that is held of them, but not for what a stranger submitted in their name. */
function isHeld(submission: Submission): boolean {
  return submission.fields !== undefined && submission.confirmedAt !== undefined;
}

function isWaiting(submission: Submission): boolean {
  return submission.confirmedAt === undefined && submission.erased === undefined;
}

function addressAlone(state: RegisterState, submission: Submission): GatedSubmission {
  const { addressField, fields } = submission;
  const address = addressField === undefined ? undefined : fields?.[addressField];
  return {
    ...toGated(state, submission),
    topics: [],
    fields: addressField === undefined || address === undefined ? {} : { [addressField]: address },
  };
}

function toGated(state: RegisterState, held: Submission): GatedSubmission {
  const { submission, form, kind, fields = {}, addressField, language, topics, confirmedAt, recorded } = held;
  const since = confirmedAt ?? recorded;
  const registered = registeredAt(state, held);
  return { submission, form, kind, fields, addressField, language, topics, since, registered };
}
