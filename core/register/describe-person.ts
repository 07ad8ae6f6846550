/** All that is held of one person, as `show` and `export` print it and the self page hands it out. */
import type { RegisterEvent } from './event.ts';
import { passGate, RIGHTS } from './gate.ts';
import { permissionOf, SERVICE, type PermissionState } from './permission.ts';
import { permissionSince } from './permission-since.ts';
import { momentOf, type RegisterContext } from './register-context.ts';
import { isUndeliverable } from './undeliverable.ts';

export interface PersonDescription {
  readonly ref: string;
  /** The latest value of each field. */
  readonly values: Readonly<Record<string, string>>;
  readonly permissions: readonly {
    readonly purpose: string;
    readonly state: PermissionState;
    readonly since: string;
    readonly submission: string;
  }[];
  readonly submissions: readonly {
    readonly submission: string;
    readonly form: string;
    readonly language: string;
    readonly topics: readonly string[];
    readonly received: string;
    readonly values: Readonly<Record<string, string>>;
    /** Mails to its address come back for good: nothing but a confirmation goes there. */
    readonly undeliverable?: true;
  }[];
  /** Without values. */
  readonly events: readonly RegisterEvent[];
  readonly transfers: readonly {
    readonly transfer: string;
    readonly recipient: string;
    readonly at: string;
    readonly submission: string;
  }[];
}

export interface PersonRequest {
  readonly ref: string;
  readonly reader: string;
  readonly reason: string;
  readonly case?: string;
}

/**
 * Reads one person through the gate for the purpose `rights`. `values` are the latest of each field; what is erased is
 * not among them, and its events are.
 */
export async function describePerson(
  { ref, ...request }: PersonRequest,
  context: RegisterContext,
): Promise<PersonDescription> {
  const gated = await passGate({ purpose: RIGHTS, refs: [ref], ...request }, context);
  const state = await context.log.read([ref]);
  const moment = momentOf(context);
  const held = gated.people.flatMap(({ submissions }) => submissions);
  const own = (state.people.get(ref)?.submissions ?? []).flatMap((id) => state.submissions.get(id) ?? []);
  return {
    ref,
    values: Object.assign({}, ...held.map(({ fields }) => fields)) as Record<string, string>,
    permissions: own.flatMap((submission) =>
      [SERVICE, ...Object.keys(submission.decisions)].flatMap((purpose) => {
        const permission = permissionOf(state, submission, purpose, moment);
        const since = permissionSince(state, submission, purpose, moment);
        return permission === undefined
          ? []
          : [{ purpose, state: permission, since, submission: submission.submission }];
      }),
    ),
    submissions: held.map(({ submission, form, language, topics, fields }) => ({
      submission,
      form,
      language,
      topics,
      received: state.submissions.get(submission)?.received ?? '',
      values: fields,
      ...(isUndeliverable(state, submission, context.keyOf) ? { undeliverable: true as const } : {}),
    })),
    events: await context.log.history(ref),
    transfers: own.flatMap(({ submission, transfers = [] }) =>
      transfers.map((transfer) => ({ ...transfer, submission })),
    ),
  };
}
