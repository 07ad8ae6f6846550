/** The frame of a report of delivery, as RFC 3464, Appendix E.1, has it, around fields. */

export const DSN = (
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
