/**
 * Bounces with fields, as RFC 3464 asks for: those of its examples and of mail servers, quoted, with `recipient` and
 * the like for the names of people.
 */
import { DSN } from './delivery-status.ts';
import type { PublishedMail } from './published-mail.ts';

export const STRUCTURED_BOUNCES: readonly PublishedMail[] = [
  {
    source: 'https://www.rfc-editor.org/rfc/rfc3464 Appendix E.1, a simple DSN',
    as: 'bounce',
    status: '4.0.0',
    recipients: ['recipient@larry.slip.umd.edu'],
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
    source: 'https://www.rfc-editor.org/rfc/rfc3464 Appendix E.4, a delayed DSN: its fields',
    as: 'bounce',
    status: '4.0.0',
    outcome: 'delayed',
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
      'https://www.rfc-editor.org/rfc/rfc3464 Appendix E.2, a report of several recipients: the fields of three',
    as: 'bounce',
    status: '5.0.0',
    recipients: ['first@vnet.ibm.com', 'third@sdcc13.ucsd.edu'],
    text: DSN(`Reporting-MTA: dns; cs.utk.edu

Original-Recipient: rfc822;first@vnet.ibm.com
Final-Recipient: rfc822;first@vnet.ibm.com
Action: failed
Status: 5.0.0 (permanent failure)
Diagnostic-Code: smtp;  550 'first@vnet.IBM.COM' is not a
 registered gateway user
Remote-MTA: dns; vnet.ibm.com

Original-Recipient: rfc822;second@hpnjld.njd.hp.com
Final-Recipient: rfc822;second@hpnjld.njd.hp.com
Action: delayed
Status: 4.0.0 (hpnjld.njd.jp.com: host name lookup failure)

Original-Recipient: rfc822;third@sdcc13.ucsd.edu
Final-Recipient: rfc822;third@sdcc13.ucsd.edu
Action: failed
Status: 5.0.0
Diagnostic-Code: smtp; 550 user unknown
Remote-MTA: dns; sdcc13.ucsd.edu
`),
  },
  {
    source:
      'https://gitlab.com/flufl/flufl.bounce.git tests/data/dsn_18.txt: fields of OpenSMTPD, whose action is `error`',
    as: 'bounce',
    status: '5.0.0',
    recipients: ['recipient@replaced.net'],
    text: DSN(`Reporting-MTA: dns; mx.domain.replaced

Final-Recipient: rfc822; recipient@replaced.net
Action: error
Status: 5.0.0
`),
  },
  {
    source:
      'https://gitlab.com/flufl/flufl.bounce.git tests/data/simple_42.txt: fields of Exim 4.92 about Gmail, whose reply has a code of its own',
    as: 'bounce',
    status: '5.0.0',
    recipients: ['recipient@gmail.com'],
    text: DSN(`Reporting-MTA: dns; smtp13.example.com

Action: failed
Final-Recipient: rfc822;recipient@gmail.com
Status: 5.0.0
Remote-MTA: dns; gmail-smtp-in.l.google.com
Diagnostic-Code: smtp; 550-5.7.1 Our system has detected that this message is
 550-5.7.1 likely unsolicited mail. To reduce the amount of spam sent to Gmail,
 550 5.7.1 this message has been blocked.
`),
  },
];
