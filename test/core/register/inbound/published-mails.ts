/**
 * Mails as standards and makers of mail programs publish them, with the address of each. Fields, subjects and texts
 * that the source names are quoted, with `recipient` for names. Where it gives no whole mail, the frame is of RFC 3464,
 * Appendix E.1, or plain headers; the texts of the two automatic replies are ours.
 */

export interface PublishedMail {
  readonly source: string;
  readonly as: 'bounce' | 'complaint' | 'automatic';
  /** What the report says of the failure. */
  readonly status?: string;
  readonly text: string;
}

const DSN = (
  fields: string,
  text = '',
  boundary = 'RAA14128.773615765/CS.UTK.EDU',
) => `Date: Thu, 7 Jul 1994 17:16:05 -0400
From: Mail Delivery Subsystem <MAILER-DAEMON@CS.UTK.EDU>
Message-Id: <199407072116.RAA14128@CS.UTK.EDU>
Subject: Returned mail: Cannot send message for 5 days
To: <owner-info-mime@cs.utk.edu>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
      boundary="${boundary}"

--${boundary}

${text}
--${boundary}
content-type: message/delivery-status

${fields}
--${boundary}
content-type: message/rfc822

[original message goes here]

--${boundary}--
`;

const ARF = (report: string, headers = '') => `From: <abusedesk@example.com>
Date: Thu, 8 Mar 2005 17:40:36 EDT
Subject: FW: Earn money
To: <abuse@example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report;
     boundary="part1_13d.2e68ed54_boundary"

--part1_13d.2e68ed54_boundary
Content-Type: text/plain; charset="US-ASCII"
Content-Transfer-Encoding: 7bit

This is an email abuse report for an email message received from IP
192.0.2.1 on Thu, 8 Mar 2005 14:00:00 EDT.  For more information
about this format please see http://www.mipassoc.org/arf/.

--part1_13d.2e68ed54_boundary
Content-Type: message/feedback-report

${report}
--part1_13d.2e68ed54_boundary
Content-Type: message/rfc822
Content-Disposition: inline

${headers}From: <somespammer@example.net>
To: <Undisclosed Recipients>
Subject: Earn money
MIME-Version: 1.0
Content-type: text/plain
Message-ID: 8787KJKJ3K4J3K4J3K4J3.mail@example.net
Date: Thu, 02 Sep 2004 12:31:03 -0500

Spam Spam Spam
Spam Spam Spam
Spam Spam Spam
Spam Spam Spam
--part1_13d.2e68ed54_boundary--
`;

const plain = (from: string, subject: string, body: string) =>
  `Return-Path: <>\nFrom: ${from}\nSubject: ${subject}\nTo: register@example.com\n\n${body}`;

export const PUBLISHED: readonly PublishedMail[] = [
  {
    source: 'https://www.rfc-editor.org/rfc/rfc3464 Appendix E.1, a simple DSN',
    as: 'bounce',
    status: '4.0.0',
    text: DSN(
      `Reporting-MTA: dns; cs.utk.edu

Original-Recipient: rfc822;recipient@larry.slip.umd.edu
Final-Recipient: rfc822;recipient@larry.slip.umd.edu
Action: failed
Status: 4.0.0
Diagnostic-Code: smtp; 426 connection timed out
Last-Attempt-Date: Thu, 7 Jul 1994 17:15:49 -0400
`,
      `The original message was received at Sat, 2 Jul 1994 17:10:28 -0400
from root@localhost

   ----- The following addresses had delivery problems -----
<recipient@larry.slip.umd.edu>  (unrecoverable error)

   ----- Transcript of session follows -----
<recipient@larry.slip.umd.edu>... Deferred: Connection timed out
         with larry.slip.umd.edu.
Message could not be delivered for 5 days
Message will be deleted from queue
`,
    ),
  },
  {
    source: 'https://www.rfc-editor.org/rfc/rfc3464 Appendix E, a delayed DSN: the fields of its recipient',
    as: 'bounce',
    status: '4.0.0',
    text: DSN(`Reporting-MTA: dns; sun2.nsfnet-relay.ac.uk

Final-Recipient: rfc822;recipient@de-montfort.ac.uk
Status: 4.0.0 (unknown temporary failure)
Action: delayed
`),
  },
  {
    source: 'https://www.rfc-editor.org/rfc/rfc3463 3.2: a bad mailbox address, 5.1.1',
    as: 'bounce',
    status: '5.1.1',
    text: DSN(
      'Reporting-MTA: dns; cs.utk.edu\n\nFinal-Recipient: rfc822;r@example.org\nAction: failed\nStatus: 5.1.1\n',
    ),
  },
  {
    source:
      'https://docs.aws.amazon.com/ses/latest/dg/notification-examples.html: action, status and diagnostic code',
    as: 'bounce',
    status: '5.1.1',
    text: DSN(`Reporting-MTA: dns; email.example.com

Final-Recipient: rfc822;jane@example.com
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <jane@example.com>... User
`),
  },
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

Message-ID: <original@example.com>
Subject: are you there?

Just checking.
`,
    ),
  },
  {
    source:
      'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-customizing_bounce_and_warning_messages.html',
    as: 'bounce',
    status: '5.0.0',
    text: `Auto-Submitted: auto-generated\n${plain(
      'Mail Delivery System <Mailer-Daemon@example.org>',
      'Mail delivery failed: returning message to sender',
      `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to all of its recipients.
The following address(es) failed:

  recipient@example.net
`,
    )}`,
  },
  {
    source: 'https://www.rfc-editor.org/rfc/rfc5965 Appendix B.1, a simple report',
    as: 'complaint',
    text: ARF('Feedback-Type: abuse\nUser-Agent: SomeGenerator/1.0\nVersion: 1\n'),
  },
  {
    source: 'https://www.rfc-editor.org/rfc/rfc5965 Appendix B.2, a full report',
    as: 'complaint',
    text: ARF(`Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <somespammer@example.net>
Original-Rcpt-To: <user@example.com>
Arrival-Date: Thu, 8 Mar 2005 14:00:00 EDT
Reporting-MTA: dns; mail.example.com
Source-IP: 192.0.2.1
Authentication-Results: mail.example.com;
              spf=fail smtp.mail=somespammer@example.com
Reported-Domain: example.net
Reported-Uri: http://example.net/earn_money.html
Reported-Uri: mailto:user@example.com
Removal-Recipient: user@example.com
`),
  },
  {
    source:
      'https://www.rfc-editor.org/rfc/rfc3834 5: Auto-Submitted of an automatic response, with words of our lists',
    as: 'automatic',
    text:
      'Auto-Submitted: auto-replied\nFrom: a@example.org\nSubject: Re: news\n\n' +
      'To unsubscribe from these notices, stop writing.\n',
  },
  {
    source:
      'https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxcmail 2.1.3.2.20 X-Auto-Response-Suppress',
    as: 'automatic',
    text:
      'X-Auto-Response-Suppress: All\nFrom: a@example.org\nSubject: Automatic reply: news\n\n' +
      'Unsubscribe me from your thoughts: I am at sea.\n',
  },
];
