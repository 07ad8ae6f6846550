/**
 * Bounces in plain words. Each quotes what its source names, with `recipient` for names and example domains; copies of
 * the message that came back are ours.
 */
import { plain, type PublishedMail } from './published-mail.ts';

export const PLAIN_BOUNCES: readonly PublishedMail[] = [
  {
    source: 'https://www.postfix.org/bounce.5.html: From, Subject and text of failure_template',
    as: 'bounce',
    status: '5.0.0',
    text: plain(
      'MAILER-DAEMON (Mail Delivery System)',
      'Undelivered Mail Returned to Sender',
      `This is the mail system at host mail.example.org.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

For further assistance, please send mail to postmaster.

If you do so, please include this problem report. You can
delete your own text from the attached returned message.

                   The mail system
`,
    ),
  },
  {
    source: 'https://cr.yp.to/proto/qsbmf.txt: the example of the qmail-send bounce message format',
    as: 'bounce',
    status: '5.0.0',
    recipients: ['recipient@example.net'],
    text: plain(
      'MAILER-DAEMON@example.org',
      'failure notice',
      `Hi. This is the qmail-send program at example.org.
I'm afraid I wasn't able to deliver your message to the
following addresses. This is a permanent error; I've given up.
Sorry it didn't work out.

<recipient@example.net>:
Sorry, I couldn't find any host by that name.

--- Below this line is a copy of the message.

Return-Path: <sender@example.com>
Message-ID: <original@example.com>
From: sender@example.com
To: recipient@example.net
Subject: are you there?

Just checking.
`,
    ),
  },
  {
    source:
      'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-customizing_bounce_and_warning_messages.html 1',
    as: 'bounce',
    status: '5.0.0',
    text: `Auto-Submitted: auto-generated\n${plain(
      'Mail Delivery System <Mailer-Daemon@example.org>',
      'Mail delivery failed: returning message to sender',
      `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to all of its recipients.
This is a permanent error. The following address(es) failed:

  recipient@example.net
`,
    )}`,
  },
  {
    source:
      'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-customizing_bounce_and_warning_messages.html 2',
    as: 'bounce',
    status: '4.0.0',
    outcome: 'delayed',
    text: `Auto-Submitted: auto-replied\n${plain(
      'Mail Delivery System <Mailer-Daemon@example.org>',
      'Warning: message 1abcde-000001-Ab delayed 24 hours',
      `This message was created automatically by mail delivery software.

A message that you sent has not been delivered to all of its recipients after
more than 24 hours in the queue on mail.example.org.

The following address(es) have not yet been delivered:

  recipient@example.net

No action is required on your part. Delivery attempts will
continue for some time, and this warning may be repeated at
intervals if the message remains undelivered.
`,
    )}`,
  },
];
