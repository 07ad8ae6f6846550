/** The event of what became of an information mail. */
import type { MailEvent } from '../event.ts';
import type { Handover } from '../mail/mail.ts';

/** `stopped`: the person withdrew, or nothing is new any more. */
export type Outcome = Handover | 'stopped';

/** Returns the event that follows `sending`; it names no item, which `sending` does. */
export function outcomeOf({ ref, mail = '', ...sending }: MailEvent, outcome: Outcome, at: string) {
  if (outcome === 'sent' || outcome === 'unknown') {
    const { messageId, purpose, mailing } = sending;
    return {
      event: outcome,
      at,
      ref,
      messageId,
      purpose,
      mail,
      ...(mailing === undefined ? {} : { mailing }),
    };
  }
  return {
    event: 'dropped',
    at,
    cause: outcome === 'refused' ? outcome : 'not-permitted',
    mail,
    ref,
  } as const;
}
