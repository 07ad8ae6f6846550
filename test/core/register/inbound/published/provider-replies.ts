/**
 * What large providers reply, by their own pages: a mail server that hears it writes it into a report of delivery.
 * Codes are theirs, and the few words beside some; the report around them is ours.
 */
import { DSN } from './delivery-status.ts';
import type { PublishedMail } from './published-mail.ts';

function reply(
  source: string,
  recipient: string,
  code: string,
  status: string,
  words: string,
): PublishedMail {
  return {
    source,
    as: 'bounce',
    status,
    recipients: [recipient],
    text: DSN(
      `Reporting-MTA: dns; mail.example.com

Final-Recipient: rfc822; ${recipient}
Action: failed
${code === '' ? '' : `Status: ${code}\n`}Diagnostic-Code: smtp; ${words}
`,
    ),
  };
}

const GOOGLE = 'https://support.google.com/a/answer/3726730, Gmail and Google Workspace';
const EXCHANGE =
  'https://learn.microsoft.com/exchange/troubleshoot/email-delivery/ndr/non-delivery-reports-in-exchange-online';
const REPLIES =
  'http://www.sitepackage.de/service/dokumentation/auswertung/typische-fehlermeldungen-bei-unzustellbarkeit.html';

export const PROVIDER_REPLIES: readonly PublishedMail[] = [
  reply(`${GOOGLE}: no such account`, 'recipient@gmail.com', '5.1.1', '5.1.1', '550 5.1.1'),
  reply(`${GOOGLE}: too much mail at once`, 'recipient@example.com', '4.2.1', '4.2.1', '450 4.2.1'),
  reply(
    `${EXCHANGE}: code of an unknown recipient`,
    'recipient@example.com',
    '5.1.10',
    '5.1.10',
    '550 5.1.10',
  ),
  reply(`${EXCHANGE}: code of a message that expired`, 'recipient@example.com', '4.4.7', '4.4.7', '4.4.7'),
  reply(
    'https://docs.aws.amazon.com/ses/latest/dg/notification-examples.html: status and diagnostic code',
    'jane@example.com',
    '5.1.1',
    '5.1.1',
    '550 5.1.1 <jane@example.com>... User',
  ),
  reply(
    'https://smtp.codes/icloud: iCloud, no such account',
    'recipient@icloud.com',
    '5.1.1',
    '5.1.1',
    '550 5.1.1 <recipient@icloud.com>: user does not exist',
  ),
  reply(
    'https://support.gmx.com/email/composing-and-sending/bounce-reject.html: GMX, which says no enhanced code',
    'recipient@gmx.net',
    '',
    '5.0.0',
    '550 Requested action not taken: mailbox unavailable',
  ),
  reply(`${REPLIES}: web.de`, 'recipient@web.de', '', '5.0.0', '550 Benutzer nicht bekannt/User unknown'),
  reply(`${REPLIES}: T-Online`, 'recipient@t-online.de', '', '5.1.1', '550 5.1.1 user unknown'),
];
