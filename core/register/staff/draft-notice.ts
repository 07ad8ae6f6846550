/** The notice to a recipient that holds data which a person has withdrawn or had erased (Art. 19 GDPR), as a draft. */
import type { RegisterContext } from '../register-context.ts';
import type { RegisterState } from '../register-state.ts';

export interface NoticeDraft {
  readonly recipient: string;
  readonly ref: string;
  readonly act: 'withdrawn' | 'erased';
}

const SENTENCE: Readonly<Record<NoticeDraft['act'], string>> = {
  withdrawn: 'A person has withdrawn the approval under which you received the rows below from us.',
  erased: 'A person has had the details erased that you received from us in the rows below.',
};

/** Returns the text. It names the rows by the ids that the recipient was given, not the person. */
export function draftNotice(
  { recipient, ref, act }: NoticeDraft,
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
    SENTENCE[act],
    'Please erase them, stop any use of them, and confirm this to us (Art. 19 GDPR):',
    '',
    ...rows,
    '',
    register.config.controller?.name ?? '',
  ].join('\n');
}
