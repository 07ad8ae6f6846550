/**
 * Withdrawals: in writing, by whatever channel, without a reason. They take effect when this resolves, for every later
 * read, mail and transfer; what is acknowledged has happened.
 */
import { CONSENTS, type RegisterEvent, type WithdrawnEvent } from './event.ts';
import { permissionOf, SERVICE, serviceEnd, type Moment } from './permission.ts';
import type { RegisterLog } from './register-log.ts';
import type { Person, RegisterState, Submission } from './register-state.ts';

export interface WithdrawRequest {
  readonly ref: string;
  /** Purposes, `transfer:RECIPIENT`, or `all` for every consent; a service is closed, not withdrawn. */
  readonly scopes: 'all' | readonly string[];
  readonly channel: WithdrawnEvent['channel'];
  /** When the declaration arrived, RFC 3339. */
  readonly received: string;
  readonly by: string;
  readonly evidence?: string;
}

/** What the acknowledgement says. */
export interface Withdrawn {
  /** Purposes that no longer stand, nor wait for a confirmation. */
  readonly stopped: readonly string[];
  /** Services that go on; `until` is in milliseconds since 1970, infinite where only closing ends it. */
  readonly kept: readonly { readonly form: string; readonly submission: string; readonly until: number }[];
  /** Recipients that hold data under a stopped purpose and must be notified (Art. 19 GDPR). */
  readonly notify: readonly string[];
}

/**
 * Withdraws. Where nothing of the scopes stands or waits, nothing is recorded, so that a repeated request succeeds and
 * leaves one event. What `follow` returns is recorded with the withdrawal. Rejects where the withdrawal could not be
 * stored: then nothing may be acknowledged.
 */
export async function withdraw(
  { ref, scopes, ...declared }: WithdrawRequest,
  log: RegisterLog,
  moment: Moment,
  follow: (withdrawn: Withdrawn, before: RegisterState) => readonly RegisterEvent[] = () => [],
): Promise<Withdrawn> {
  const before = await log.read([ref]);
  const stopped = findStoppable(before, ref, scopes, moment);
  const notify = findRecipients(before, ref, stopped);
  const kept = findServices(before, ref, moment);
  const at = new Date(moment.now).toISOString();
  const events = (scopes === 'all' ? ['all'] : stopped).map((scope): WithdrawnEvent => ({
    event: 'withdrawn',
    at,
    ref,
    scope,
    ...declared,
  }));
  const withdrawn = { stopped, kept, notify };
  if (stopped.length > 0)
    await log.append([...events, ...follow(withdrawn, before)], {
      names: [ref],
      holds: (state) => findStoppable(state, ref, scopes, moment).length > 0,
    });
  return withdrawn;
}

function submissionsOf(state: RegisterState, ref: string): readonly Submission[] {
  const person: Person | undefined = state.people.get(ref);
  return (person?.submissions ?? []).flatMap((id) => state.submissions.get(id) ?? []);
}

/** The purposes within the scopes that stand or wait for a confirmation, each once. */
function findStoppable(
  state: RegisterState,
  ref: string,
  scopes: WithdrawRequest['scopes'],
  moment: Moment,
): readonly string[] {
  const submissions = submissionsOf(state, ref);
  const offered = new Set<string>([...CONSENTS, ...submissions.flatMap((one) => Object.keys(one.decisions))]);
  return [...offered].filter(
    (purpose) =>
      (scopes === 'all' || scopes.includes(purpose)) &&
      submissions.some((one) => {
        const permission = permissionOf(state, one, purpose, moment);
        return permission === 'given' || permission === 'requested';
      }),
  );
}

function findRecipients(state: RegisterState, ref: string, stopped: readonly string[]): readonly string[] {
  const holders = submissionsOf(state, ref).flatMap((one) =>
    (one.transfers ?? []).map(({ recipient }) => recipient),
  );
  return [...new Set(holders)].filter((recipient) => stopped.includes(`transfer:${recipient}`));
}

function findServices(state: RegisterState, ref: string, moment: Moment): Withdrawn['kept'] {
  return submissionsOf(state, ref)
    .filter((one) => permissionOf(state, one, SERVICE, moment) === 'given')
    .map((one) => ({
      form: one.form,
      submission: one.submission,
      until: serviceEnd(one, state.people.get(ref), moment),
    }));
}
