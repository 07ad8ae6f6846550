/**
 * Recipients have to be notified of what a person withdrew or erased (Art. 19 GDPR). Where the person does it by a
 * link, no staff sees it: so the same append opens a case.
 */
import type { RegisterEvent } from '../event.ts';
import { timeOf, type RegisterContext } from '../register-context.ts';

export interface GivenUpByPerson {
  readonly ref: string;
  readonly recipients: readonly string[];
  readonly channel: string;
}

/** Returns the case; none where nobody has to be notified. */
export function openCaseToNotify(
  { ref, recipients, channel }: GivenUpByPerson,
  context: RegisterContext,
): readonly RegisterEvent[] {
  if (recipients.length === 0) return [];
  const at = timeOf(context);
  return [
    {
      event: 'case',
      at,
      case: context.randomId(),
      channel,
      received: at,
      what: `notify ${recipients.join(', ')} of what person ${ref} gave up (Art. 19 GDPR)`,
    },
  ];
}
