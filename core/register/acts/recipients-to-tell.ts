/**
 * Who has to be told that a person gave up what was handed over (Art. 19 GDPR). Where the person acts, no staff looks
 * on: so it becomes an open case, in the same append.
 */
import type { RegisterEvent } from '../event.ts';
import { timeOf, type RegisterContext } from '../register-context.ts';

export interface GivenUpByPerson {
  readonly ref: string;
  readonly recipients: readonly string[];
  readonly channel: string;
}

/** Returns the case; none where nobody has to be told. */
export function caseToTell(
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
      what: `tell ${recipients.join(', ')} what person ${ref} gave up (Art. 19 GDPR)`,
    },
  ];
}
