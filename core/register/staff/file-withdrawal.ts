/** A withdrawal or a complaint that came by mail: it takes effect at once, and the mail is its evidence. */
import { withdrawPermissions, type Acknowledged } from '../acts/withdraw-permissions.ts';
import type { RegisterEvent } from '../event.ts';
import type { InboundMessage } from '../inbound/inbound-message.ts';
import type { MailMeaning } from '../inbound/mail-meaning.ts';
import { matchMail, matchReport, type MailMatch } from '../inbound/match-mail.ts';
import { timeOf } from '../register-context.ts';
import { filedEvent, type MailToFile } from './mail-to-file.ts';
import { fileOpen } from './file-open.ts';
import { keepMail } from './keep-mail.ts';
import type { StaffContext } from './staff-context.ts';

type Stopping = Extract<MailMeaning, { as: 'withdrawal' | 'complaint' }>;

/** More words than a greeting, a withdrawal and a name: of somebody with a service they may be about that. */
const FEW_WORDS = 12;

/** Withdraws all consents; returns the form whose owner has to read the mail too, if somebody has to. */
export async function fileWithdrawal(
  mail: MailToFile & { readonly message: InboundMessage },
  meaning: Stopping,
  context: StaffContext,
): Promise<string | undefined> {
  const isComplaint = meaning.as === 'complaint';
  const matches = isComplaint
    ? await matchReport(mail.message, meaning.report.recipients, context)
    : await matchMail(mail.message, context);
  if (matches.length === 0)
    return fileOpen(mail, { what: isComplaint ? 'complaint' : 'withdrawal', as: meaning.as }, context);
  const kept = [];
  for (const match of matches) kept.push(...(await withdrawFor(mail, match, context)).kept);
  const mayBeMore =
    meaning.as === 'withdrawal' && (meaning.saysMore || (kept.length > 0 && meaning.words > FEW_WORDS));
  if (mayBeMore)
    return fileOpen(
      mail,
      { what: 'withdrawal that may say more', as: meaning.as, match: matches[0] },
      context,
    );
  const complained = isComplaint ? matches.map((match) => complainedEvent(match, mail, context)) : [];
  await context.log.append([...complained, filedEvent(mail, meaning.as, context)], {
    names: [mail.id],
    holds: (state) => !state.filedMails.has(mail.id),
  });
  return undefined;
}

async function withdrawFor(mail: MailToFile, match: MailMatch, context: StaffContext): Promise<Acknowledged> {
  const evidence = await keepMail(mail, match, context.randomId(), context);
  const withdrawn = await withdrawPermissions(
    { ref: match.ref, scopes: 'all', channel: 'mail', received: mail.received, by: 'person', evidence },
    context,
  );
  // Nothing stood any more, so no event names it.
  if (withdrawn.stopped.length === 0) await context.removeTraces([evidence], () => false);
  return withdrawn;
}

function complainedEvent(
  { ref, submission, messageId }: MailMatch,
  { id }: MailToFile,
  context: StaffContext,
): RegisterEvent {
  return {
    event: 'complained',
    at: timeOf(context),
    ref,
    messageId: messageId ?? id,
    purpose: 'service',
    ...(submission === undefined ? {} : { submission }),
  };
}
