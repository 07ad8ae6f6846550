/** Spam complaints: quoted from RFC 5965, and its example with headers and fields of providers. */
import type { PublishedMail } from './published-mail.ts';

const ARF = (report: string, headers = '', from = '<abusedesk@example.com>') => `From: ${from}
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

/** Questions about the Junk Mail Reporting Program of what is now Outlook.com. */
const JUNK = 'http://carolinanet.helpserve.com/index.php?_m=knowledgebase&_a=viewarticle&kbarticleid=6';

export const COMPLAINTS: readonly PublishedMail[] = [
  {
    source: 'https://www.rfc-editor.org/rfc/rfc5965 Appendix B.1, a simple report',
    as: 'complaint',
    text: ARF('Feedback-Type: abuse\nUser-Agent: SomeGenerator/1.0\nVersion: 1\n'),
  },
  {
    source: 'https://www.rfc-editor.org/rfc/rfc5965 Appendix B.2, a full report',
    as: 'complaint',
    recipients: ['user@example.com', 'user@example.com'],
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
      'https://senders.yahooinc.com/faqs/: From of a complaint of Yahoo and AOL; fields as its User-Agent writes them',
    as: 'complaint',
    recipients: ['recipient@yahoo.com'],
    text: ARF(
      `Feedback-Type: abuse
User-Agent: Yahoo!-Mail-Feedback/2.0
Version: 0.1
Original-Mail-From: <sender@example.com>
Original-Rcpt-To: recipient@yahoo.com
Reported-Domain: example.com
`,
      '',
      'Yahoo! Mail AntiSpam Feedback <feedback@arf.mail.yahoo.com>',
    ),
  },
  {
    source:
      'https://docs.aws.amazon.com/ses/latest/dg/monitor-sending-activity-using-notifications-email.html: SES forwards complaints by mail; address and fields as forwarded ones have them',
    as: 'complaint',
    recipients: ['recipient@yahoo.com'],
    text: ARF(
      `Feedback-Type: abuse
User-Agent: Yahoo!-Mail-Feedback/2.0
Version: 0.1
Original-Rcpt-To: recipient@yahoo.com
Reported-Domain: amazonses.com
`,
      '',
      'complaints@email-abuse.amazonses.com',
    ),
  },
  {
    source: `${JUNK}: From of the form with an attachment; subject and header as parsers of bounces name them`,
    as: 'complaint',
    recipients: ['recipient@hotmail.com', 'recipient@hotmail.com'],
    text: `From: staff@hotmail.com
Subject:  complaint about message from 192.0.2.1
To: abuse@example.com
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="part"

--part
Content-Type: message/rfc822
Content-Disposition: inline

X-HmXmrOriginalRecipient: recipient@hotmail.com
To: recipient@hotmail.com
From: sender@example.com
Subject: What you allowed

Unsubscribe: stop

--part--
`,
  },
  {
    source: `${JUNK}: the form that forwards the message as it is, with the header of the recipient`,
    as: 'complaint',
    recipients: ['recipient@hotmail.com'],
    text: `X-HmXmrOriginalRecipient: <recipient@hotmail.com>
From: recipient@hotmail.com
To: abuse@example.com
Subject: What you allowed

Unsubscribe: stop
`,
  },
];
