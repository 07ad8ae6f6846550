/** `prove`: each declaration of a person as it was shown and made then, also after an erasure, without identity. */
import type { Decision, RegisterEvent } from '../event.ts';
import { passGate, RIGHTS } from '../gate.ts';
import type { StaffContext } from './staff-context.ts';

export interface Declaration {
  readonly submission: string;
  readonly form: string;
  readonly notice: { readonly sha256: string; readonly version: string; readonly language: string };
  /** All that was shown, boxes included. */
  readonly text: string;
  readonly decisions: Readonly<Record<string, Decision>>;
  readonly channel: string;
  /** When it arrived, RFC 3339. */
  readonly submitted: string;
  readonly asked?: { readonly at: string; readonly messageId: string };
  readonly confirmed?: string;
  readonly withdrawn: readonly { readonly at: string; readonly scope: string; readonly channel: string }[];
  readonly evidence?: string;
  readonly erased?: { readonly at: string; readonly cause: string };
}

export interface Proof {
  readonly ref: string;
  readonly declarations: readonly Declaration[];
}

/** Reads the person's declarations; the read is recorded, although no value is in them. */
export async function provePerson(
  { ref, reason }: { readonly ref: string; readonly reason: string },
  context: StaffContext,
): Promise<Proof> {
  await passGate({ purpose: RIGHTS, reader: context.reader, reason, refs: [ref] }, context);
  const events = await context.log.history(ref);
  const notices = events.flatMap((event) => (event.event === 'submitted' ? [event.notice] : []));
  const state = await context.log.read([ref, ...notices]);
  const withdrawals = events.filter((event) => event.event === 'withdrawn');
  const declarations = events.flatMap((event, at): readonly Declaration[] => {
    if (event.event !== 'submitted') return [];
    const notice = state.notices.get(event.notice);
    const about = <E extends RegisterEvent['event']>(kind: E) =>
      events.find(
        (one): one is Extract<RegisterEvent, { event: E }> =>
          one.event === kind && 'submission' in one && one.submission === event.submission,
      );
    const asked = about('asked');
    const erased = state.submissions.get(event.submission)?.erased;
    const confirmed = about('confirmed')?.at ?? state.submissions.get(event.submission)?.confirmedAt;
    return [
      {
        submission: event.submission,
        form: event.form,
        notice: { sha256: event.notice, version: notice?.version ?? '', language: event.language },
        text: notice?.text ?? '',
        decisions: event.decisions,
        channel: event.channel,
        submitted: event.received,
        ...(asked === undefined ? {} : { asked: { at: asked.at, messageId: asked.messageId } }),
        ...(confirmed === undefined ? {} : { confirmed }),
        withdrawn: withdrawals
          .filter((one) => events.indexOf(one) > at && concerns(one.scope, event.decisions))
          .map(({ at: time, scope, channel }) => ({ at: time, scope, channel })),
        ...(event.evidence === undefined ? {} : { evidence: event.evidence }),
        ...(erased === undefined ? {} : { erased }),
      },
    ];
  });
  return { ref, declarations };
}

/** Whether a withdrawal concerns something that the declaration decided. */
function concerns(scope: string, decisions: Declaration['decisions']): boolean {
  return scope === 'all' || Object.hasOwn(decisions, scope);
}
