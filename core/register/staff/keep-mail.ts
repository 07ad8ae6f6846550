/** Keeps a received mail as evidence, under a name by which an erasure finds it. */
import type { MailMatch } from '../inbound/match-mail.ts';
import type { StaffContext } from './staff-context.ts';

/**
 * Returns the name of the evidence. It holds the id that it is kept for, and the person; or, as long as that is not
 * confirmed, the submission, since the confirmation may show it to be somebody else's.
 */
export async function keepMail(
  { content }: { readonly content: Uint8Array },
  match: MailMatch | undefined,
  id: string,
  context: StaffContext,
): Promise<string> {
  if (match === undefined) return context.files.keepEvidence(`${id}.eml`, content);
  const { ref, submission } = match;
  const state = await context.log.read([ref]);
  const isConfirmed = state.submissions.get(submission ?? '')?.confirmedAt !== undefined;
  const whose = submission === undefined || isConfirmed ? ref : submission;
  return context.files.keepEvidence(`${whose}-${id}.eml`, content);
}
