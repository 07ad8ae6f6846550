/**
 * `inform`: who would get which information mail and why, and the mailing itself in batches. It reads through the gate
 * for the purpose `information`, a preview too.
 */
import { passGate } from '../gate.ts';
import { hasPostalAddress } from '../information/check-information.ts';
import { INFORMATION, type InformedBatch } from '../information/informer.ts';
import type { InformationPlan } from '../information/plan-information.ts';
import { findPerson } from './find-who.ts';
import { StaffError, StaffUsageError, type StaffContext } from './staff-context.ts';

export interface InformRequest {
  /** Everybody where it is left out. */
  readonly who?: string | undefined;
  readonly purpose: string;
  readonly reason: string;
}

export interface PreviewedPerson {
  readonly ref: string;
  readonly language: string;
  readonly items: readonly { readonly id: string; readonly title: string; readonly why: string }[];
}

export interface InformationPreview {
  readonly due: number;
  readonly people: readonly (PreviewedPerson & {
    readonly mail?: { readonly subject: string; readonly text: string; readonly html: string };
  })[];
}

export interface InformationSelection {
  readonly mailing: string;
  /** Refs of people for whom something is new. */
  readonly due: readonly string[];
  /** People whose permission stands and for whom nothing is new. */
  readonly nothing: number;
  /** Mails of an earlier mailing that a crash cut off. */
  readonly unknown: number;
}

/** Shows what everybody, or one person, would get now; nothing is sent. */
export async function previewInformation(
  { withMails, ...request }: InformRequest & { readonly withMails: boolean },
  context: StaffContext,
): Promise<InformationPreview> {
  const { due } = await readPlans(request, context);
  // Whoever looks at it shall not withdraw by it.
  const withdrawUrl = `${context.url}/register/withdraw/preview`;
  return {
    due: due.length,
    people: due.map((plan) => {
      const { ref, language, items } = plan;
      const shown = items.map(({ id, title, why }) => ({ id, title, why }));
      if (!withMails) return { ref, language, items: shown };
      const { subject, text, html } = context.informer.compose(plan, 'preview', withdrawUrl);
      return { ref, language, items: shown, mail: { subject, text, html } };
    }),
  };
}

/** Selects whom a mailing goes to. */
export async function selectInformation(
  { isDryRun, ...request }: InformRequest & { readonly isDryRun: boolean },
  context: StaffContext,
): Promise<InformationSelection> {
  const { config } = context.register;
  if (!isDryRun && !hasPostalAddress(config))
    throw new StaffError(
      'information mail has to bear a postal address: write it into $.mail.postal of register.json',
    );
  checkPurpose(request);
  const unknown = isDryRun ? 0 : await context.informer.settle();
  const { due, nothing } = await readPlans(request, context);
  return { mailing: context.randomId(), due: due.map(({ ref }) => ref), nothing, unknown };
}

/** Sends to these of them; whoever has nothing new, or no permission any more, gets nothing. */
export async function sendInformation(
  {
    mailing,
    refs,
    ...request
  }: InformRequest & { readonly mailing: string; readonly refs: readonly string[] },
  context: StaffContext,
): Promise<InformedBatch> {
  checkPurpose(request);
  return context.informer.send(refs, { mailing, reader: context.reader, reason: request.reason });
}

async function readPlans(
  { who, ...request }: InformRequest,
  context: StaffContext,
): Promise<{ readonly due: readonly InformationPlan[]; readonly nothing: number }> {
  const { purpose, reason } = checkPurpose(request);
  const refs = who === undefined ? {} : { refs: [await findPerson(who, context)] };
  const { people } = await passGate({ purpose, reader: context.reader, reason, ...refs }, context);
  const due: InformationPlan[] = [];
  for (const person of people) {
    const plan = await context.informer.plan(person);
    if (plan !== undefined) due.push(plan);
  }
  return { due, nothing: people.length - due.length };
}

function checkPurpose<Request extends { readonly purpose: string }>(request: Request): Request {
  if (request.purpose !== INFORMATION)
    throw new StaffUsageError('information is sent under one purpose: --purpose information');
  return request;
}
