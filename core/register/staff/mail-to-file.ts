/** A received mail on its way into the register, and the event that says it was filed. */
import type { FiledAs, FiledEvent } from '../filed-event.ts';
import type { InboundMessage } from '../inbound/inbound-message.ts';
import { timeOf } from '../register-context.ts';
import type { StaffContext } from './staff-context.ts';

/** A mail that is filed, under the id by which it counts once. */
export interface MailToFile {
  readonly id: string;
  readonly message: InboundMessage | undefined;
  readonly content: Uint8Array;
  readonly received: string;
}

/** Returns the event that a mail was filed. */
export const filedEvent = ({ id }: MailToFile, as: FiledAs, context: StaffContext): FiledEvent => ({
  event: 'filed',
  at: timeOf(context),
  mail: id,
  as,
});
