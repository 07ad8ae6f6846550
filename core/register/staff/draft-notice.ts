/** The notice to a recipient that holds data which a person has withdrawn (Art. 19 GDPR), as a draft. */
import type { RegisterContext } from '../register-context.ts';
import type { RegisterState } from '../register-state.ts';

/** Returns the text. It names the rows by the ids that the recipient was given, not the person. */
export function draftNotice(
  recipient: string,
  ref: string,
  state: RegisterState,
  { register }: RegisterContext,
): string {
  const party = register.config.recipients.find(({ id }) => id === recipient);
  const rows = (state.people.get(ref)?.submissions ?? []).flatMap((id) =>
    (state.submissions.get(id)?.transfers ?? [])
      .filter((one) => one.recipient === recipient)
      .map((one) => `- transfer ${one.transfer} of ${one.at.slice(0, 10)}: ref ${ref}, submission ${id}`),
  );
  return [
    `To ${party?.name ?? recipient}`,
    '',
    'A person has withdrawn the approval under which you received the rows below from us. Please erase them, stop any',
    'use of them, and confirm this to us (Art. 19 GDPR):',
    '',
    ...rows,
    '',
    register.config.controller?.name ?? '',
  ].join('\n');
}
