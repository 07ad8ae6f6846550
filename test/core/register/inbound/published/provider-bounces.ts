/**
 * Bounces in plain words of large providers, from https://gitlab.com/flufl/flufl.bounce.git (Apache-2.0, Barry Warsaw):
 * its tests keep mails that came back, without names. Headers and words are quoted, with `recipient` and example
 * domains for addresses; where a copy stands at the end, it is ours.
 */
import type { PublishedMail } from './published-mail.ts';

const FROM = 'https://gitlab.com/flufl/flufl.bounce.git tests/data/';

/** The copy at the end: of a mail to somebody else, too, who is none of those that the report is about. */
const COPY = `From: sender@example.com
To: recipient@example.com, another@example.com
Subject: What you allowed
List-Unsubscribe: <mailto:sender@example.com?subject=unsubscribe>

Unsubscribe: write stop to another@example.com
`;

const mail = (from: string, subject: string, text: string, more = '') =>
  `From: ${from}\nTo: sender@example.com\nSubject: ${subject}\n${more}\n${text}`;

export const PROVIDER_BOUNCES: readonly PublishedMail[] = [
  {
    source: `${FROM}simple_17.txt: Gmail`,
    as: 'bounce',
    status: '5.0.0',
    recipients: ['recipient@example.com'],
    text: mail(
      'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      'Delivery Status Notification (Failure)',
      `This is an automatically generated Delivery Status Notification

Delivery to the following recipient failed permanently:

     recipient@example.com

   ----- Original message -----

${COPY}`,
    ),
  },
  {
    source: `${FROM}simple_28.txt: Gmail, a delay`,
    as: 'bounce',
    status: '4.0.0',
    outcome: 'delayed',
    text: mail(
      'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      'Delivery Status Notification (Delay)',
      `This is an automatically generated Delivery Status Notification

THIS IS A WARNING MESSAGE ONLY.

YOU DO NOT NEED TO RESEND YOUR MESSAGE.

Delivery to the following recipient has been delayed:

     recipient@example.com

Message will be retried for 2 more day(s)

   ----- Message header follows -----

${COPY}`,
    ),
  },
  {
    source: `${FROM}yahoo_11.txt: Yahoo`,
    as: 'bounce',
    status: '5.1.1',
    recipients: ['recipient@aol.com'],
    text: mail(
      'MAILER-DAEMON@yahoo.com',
      'Failure Notice',
      `Sorry, we were unable to deliver your message to the following address.

<recipient@aol.com>:
Remote host said: 550 5.1.1 <recipient@aol.com>: Recipient address rejected: aol.com [RCPT_TO]

--- Below this line is a copy of the message.

${COPY}`,
    ),
  },
  {
    source: `${FROM}aol_01.txt: AOL`,
    as: 'bounce',
    status: '5.0.0',
    text: mail(
      '"Mail Delivery Subsystem" <MAILER-DAEMON@AOL.com>',
      'Mail Delivery Problem',
      `Your mail to the following recipients could not be delivered because
they are not accepting mail from sender@example.com:
\tscreenname
`,
    ),
  },
  {
    source: `${FROM}simple_08.txt: 1&1, of the makers of GMX and web.de, about T-Online`,
    as: 'bounce',
    status: '5.0.0',
    recipients: ['recipient@example.de'],
    text: mail(
      'Mail Delivery System <mailer-daemon@kundenserver.de>',
      'Mail delivery failed: returning message to sender',
      `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of
its recipients. The following addresses failed:

  <recipient@example.de>

SMTP error from remote server after RCPT command:
host mailin02.sul.t-online.de[194.25.134.9]:
550 user unknown


--- The header of the original message is following. ---

${COPY}`,
    ),
  },
  {
    source: `${FROM}exim_01.txt: Exim, with X-Failed-Recipients`,
    as: 'bounce',
    status: '5.1.1',
    recipients: ['recipient@its.example.nl'],
    text: mail(
      'Mail Delivery System <Mailer-Daemon@example.org>',
      'Mail delivery failed: returning message to sender',
      `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to all of its recipients. The
following address(es) failed:

  recipient@its.example.nl:
    SMTP error from remote mailer after RCPT TO:
    <recipient@its.example.nl>:
    host mailhost1.et.example.nl [130.161.33.163]:
    553 5.1.1 unknown or illegal user:
    recipient@its.example.nl

----- This is a copy of the message, including all the headers. ------

${COPY}`,
      'X-Failed-Recipients: recipient@its.example.nl\n',
    ),
  },
  {
    source: `${FROM}bounce_02.txt: a server that does not call itself a daemon`,
    as: 'bounce',
    status: '5.0.0',
    recipients: ['recipient@example.com'],
    text: mail(
      'E500_SMTP_Mail_Service@example.org',
      'Returned Mail - Error During Delivery',
      `------ Failed Recipients ------

<recipient@example.com>: Requested action not taken: mailbox unavailable. [SMTP Error Code 550]
-------- Returned Mail --------

${COPY}`,
    ),
  },
  {
    source: `${FROM}simple_35.txt: a mail server that waits for a full mailbox`,
    as: 'bounce',
    status: '4.0.0',
    outcome: 'delayed',
    text: mail(
      'Administrator@example.org',
      'Mail Delivery Warning',
      `This is an advisory-only email.  Please do not reply to it.
Delivery of email to this address
"recipient@example.com"
has been postponed due to a full mailbox.
We will continue to try to deliver your message over the next few days.
The first 50 lines of your original message follow:
${COPY}`,
    ),
  },
];
