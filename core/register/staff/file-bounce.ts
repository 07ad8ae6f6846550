/** A mail of ours that came back: it is counted for the address that it went to. */
import { mailSubmissionOf } from '../find-person.ts';
import type { RegisterEvent } from '../event.ts';
import type { DeliveryReport } from '../inbound/delivery-report.ts';
import { isHard } from '../inbound/delivery-report.ts';
import type { InboundMessage } from '../inbound/inbound-message.ts';
import { matchReport } from '../inbound/match-mail.ts';
import { timeOf } from '../register-context.ts';
import { filedEvent, type MailToFile } from './mail-to-file.ts';
import { fileOpen } from './file-open.ts';
import type { StaffContext } from './staff-context.ts';

/**
 * Records that the mail came back. A delay is nothing yet. What failed for good and is about nobody becomes a case: a
 * mail to an owner may have come back.
 */
export async function fileBounce(
  mail: MailToFile & { readonly message: InboundMessage },
  report: DeliveryReport,
  context: StaffContext,
): Promise<void> {
  const isFinal = report.outcome === 'failed';
  const matches = isFinal ? await matchReport(mail.message, report.recipients, context) : [];
  if (isFinal && matches.length === 0 && isHard(report)) {
    await fileOpen(mail, { what: 'mail that came back', as: 'bounce' }, context);
    return;
  }
  const state = await context.log.read(matches.map(({ ref }) => ref));
  const bounced = matches.slice(0, 1).map(({ ref, messageId, ...match }): RegisterEvent => {
    const submission = match.submission ?? mailSubmissionOf(state, ref);
    return {
      event: 'bounced',
      at: timeOf(context),
      ref,
      messageId: messageId ?? mail.id,
      purpose: 'service',
      status: report.status,
      ...(submission === undefined ? {} : { submission }),
    };
  });
  await context.log.append([...bounced, filedEvent(mail, 'bounce', context)], {
    names: [mail.id],
    holds: (latest) => !latest.filedMails.has(mail.id),
  });
}
