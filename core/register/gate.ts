/**
 * The only way to a name or address. Whoever passes names purpose, reader and reason, gets the values of those alone
 * whose permission stands at that moment, and leaves a record that is durable before the values are handed out. Mailing
 * and transferring take what this returns, and nothing else.
 */
import { OperatorError } from '../operator-error.ts';
import { isStanding, type Terms } from './permission.ts';
import type { RegisterLog } from './register-log.ts';
import type { RegisterState, Submission } from './register-state.ts';

declare const gated: unique symbol;

/** A submission whose values may be used for the purpose. */
export interface GatedSubmission {
  readonly submission: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly topics: readonly string[];
  /** Since when the permission stands. */
  readonly since: string;
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

/**
 * Reads through the gate. Heeds a withdrawal that takes effect while the record is written: the values of that person
 * are on record as read, and are not handed out. Throws a GateRefusedError before anything is recorded, and rejects
 * without handing out anything where the record cannot be stored.
 */
export async function passGate(request: GateRequest, context: GateContext): Promise<Gated> {
  checkRequest(request);
  const candidates = request.refs ?? (await allOf(context.log.scan(request.purpose)));
  const before = passing(await context.log.read(candidates), candidates, request.purpose, context);
  const refs = before.map((person) => person.ref);
  const at = new Date(context.now()).toISOString();
  const { purpose, reader, reason } = request;
  await context.log.append([{ event: 'read', at, purpose, reader, reason, refs }]);
  const people = passing(await context.log.read(refs), refs, purpose, context);
  return { purpose, people } as unknown as Gated;
}

function checkRequest({ purpose, reason, refs }: GateRequest): void {
  if (purpose.trim() === '') throw new GateRefusedError('name the purpose of reading (--purpose)');
  if (reason.trim() === '') throw new GateRefusedError('give the reason for reading (--reason)');
  if (/@/.test(reason))
    throw new GateRefusedError('the reason is kept on record: it may not hold an e-mail address');
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
  { now, terms }: GateContext,
): readonly GatedPerson[] {
  const moment = { now: now(), ...terms };
  return refs.flatMap((ref) => {
    const submissions = (state.people.get(ref)?.submissions ?? [])
      .flatMap((id) => state.submissions.get(id) ?? [])
      .filter((one) => (purpose === RIGHTS ? isHeld(one) : isStanding(state, one, purpose, moment)))
      .map(toGated);
    return submissions.length === 0 ? [] : [{ ref, submissions }];
  });
}

/** Somebody may ask for all that is held of them, but not for what a stranger submitted in their name. */
function isHeld(submission: Submission): boolean {
  return submission.fields !== undefined && submission.confirmedAt !== undefined;
}

function toGated({ submission, fields, topics, confirmedAt, recorded }: Submission): GatedSubmission {
  return { submission, fields: fields ?? {}, topics, since: confirmedAt ?? recorded };
}
