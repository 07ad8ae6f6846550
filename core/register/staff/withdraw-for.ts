/** `withdraw`: what somebody gave up by letter, telefax, mail or word of mouth, recorded by staff. */
import { withdrawPermissions } from '../acts/withdraw-permissions.ts';
import { CONSENTS, type WithdrawnEvent } from '../event.ts';
import { timeOf } from '../register-context.ts';
import { draftNotice } from './draft-notice.ts';
import { findWho } from './find-who.ts';
import { readDay } from './read-day.ts';
import { StaffError, StaffUsageError, type StaffContext } from './staff-context.ts';

export const WITHDRAW_CHANNELS = ['letter', 'fax', 'phone', 'visit', 'mail'] as const;

export interface WithdrawForRequest {
  readonly who: string;
  readonly only: readonly string[];
  readonly channel?: string | undefined;
  /** A day; today where it is left out. */
  readonly received?: string | undefined;
  readonly evidence?: Uint8Array | undefined;
}

export interface WithdrawnFor {
  readonly stopped: readonly string[];
  readonly kept: readonly { readonly what: string; readonly why: string; readonly until: string | null }[];
  /** Recipients that hold data under what stopped and must be notified (Art. 19 GDPR). */
  readonly notify: readonly string[];
  /** The notice to each of them. */
  readonly drafts: readonly { readonly recipient: string; readonly text: string }[];
  readonly backupsFreeOn: string;
}

/**
 * Withdraws at once. What matches nobody is kept as an open case, and a StaffError names it: an unclear declaration is
 * not lost.
 */
export async function withdrawFor(request: WithdrawForRequest, context: StaffContext): Promise<WithdrawnFor> {
  const { who, only, channel = 'letter' } = request;
  if (!(WITHDRAW_CHANNELS as readonly string[]).includes(channel))
    throw new StaffUsageError(`--channel takes ${WITHDRAW_CHANNELS.join(', ')}`);
  const received =
    request.received === undefined ? timeOf(context) : readDay(request.received, '--received', context.now());
  const known = knownScopes(context);
  if (only.some((purpose) => !known.includes(purpose)))
    throw new StaffUsageError(`unknown purpose in --only: choose one of ${known.join(', ')}`);
  const found = await findOrUndefined(who, context);
  const name = found ?? context.randomId();
  const evidence =
    request.evidence === undefined
      ? {}
      : { evidence: await context.files.keepEvidence(name, request.evidence) };
  if (found === undefined) return await openCase(name, { channel, received, ...evidence }, context);
  const { stopped, kept, notify, backupsFreeOn } = await withdrawPermissions(
    {
      ref: found,
      scopes: only.length === 0 ? 'all' : only,
      channel: channel as WithdrawnEvent['channel'],
      received,
      by: context.reader,
      ...evidence,
    },
    context,
  );
  const state = await context.log.read([found]);
  return {
    stopped,
    kept: kept.map(({ form, until }) => ({
      what: form,
      why: 'service',
      until: Number.isFinite(until) ? new Date(until).toISOString().slice(0, 10) : null,
    })),
    notify,
    drafts: notify.map((recipient) => ({
      recipient,
      text: draftNotice({ recipient, ref: found, act: 'withdrawn' }, state, context),
    })),
    backupsFreeOn,
  };
}

const knownScopes = ({ register: { config } }: StaffContext): readonly string[] => [
  ...CONSENTS,
  ...config.recipients.map(({ id }) => `transfer:${id}`),
];

async function findOrUndefined(who: string, context: StaffContext): Promise<string | undefined> {
  try {
    const found = await findWho(who, context);
    return 'ref' in found ? found.ref : undefined;
  } catch (error) {
    if (error instanceof StaffError) return undefined;
    throw error;
  }
}

async function openCase(
  id: string,
  declared: { readonly channel: string; readonly received: string; readonly evidence?: string },
  context: StaffContext,
): Promise<never> {
  const what = 'withdrawal that matches nobody';
  await context.log.append([{ event: 'case', at: timeOf(context), case: id, what, ...declared }]);
  throw new StaffError(
    `nobody is known under that ref or address: kept as open case ${id}; find the person, withdraw again, and close it ` +
      `with "headcount register cases --close ${id}"`,
  );
}
