/**
 * Notices as SES publishes them, from "Examples of event data that Amazon SES publishes to Amazon SNS"
 * (https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html), shortened, with the tag that
 * our mails bear.
 */

const mail = (id: string | undefined, recipient: string) => ({
  timestamp: '2017-08-05T00:40:02.012Z',
  source: 'Sender Name <sender@example.com>',
  sendingAccountId: '123456789012',
  messageId: 'EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000',
  destination: [recipient],
  headersTruncated: false,
  headers: [
    { name: 'From', value: 'Sender Name <sender@example.com>' },
    { name: 'To', value: recipient },
    { name: 'Subject', value: 'Message sent from Amazon SES' },
  ],
  tags: { 'ses:configuration-set': ['ConfigSet'], ...(id === undefined ? {} : { mail: [id] }) },
});

export const bounce = (
  id: string | undefined,
  recipient = 'recipient@example.com',
  type = 'Permanent',
  status = '5.1.1',
  feedbackId = '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
) => ({
  eventType: 'Bounce',
  bounce: {
    bounceType: type,
    bounceSubType: 'General',
    bouncedRecipients: [
      {
        emailAddress: recipient,
        action: 'failed',
        status,
        diagnosticCode: 'smtp; 550 5.1.1 user unknown',
      },
    ],
    timestamp: '2017-08-05T00:41:02.669Z',
    feedbackId,
    reportingMTA: 'dsn; mta.example.com',
  },
  mail: mail(id, recipient),
});

export const complaint = (id: string | undefined, recipient = 'recipient@example.com', type = 'abuse') => ({
  eventType: 'Complaint',
  complaint: {
    complainedRecipients: [{ emailAddress: recipient }],
    timestamp: '2017-08-05T00:41:02.669Z',
    feedbackId: '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
    userAgent: 'Amazon SES Mailbox Simulator',
    complaintFeedbackType: type,
    arrivalDate: '2017-08-05T00:41:02.669Z',
  },
  mail: mail(id, recipient),
});

export const delivery = (id: string, recipient = 'recipient@example.com') => ({
  eventType: 'Delivery',
  mail: mail(id, recipient),
  delivery: {
    timestamp: '2016-10-19T23:21:04.133Z',
    processingTimeMillis: 11_893,
    recipients: [recipient],
    smtpResponse: '250 2.6.0 Message received',
    reportingMTA: 'mta.example.com',
  },
});

/** As a topic of SNS invokes a function with them. */
export const bySns = (...notices: readonly unknown[]) => ({
  Records: notices.map((notice) => ({
    EventSource: 'aws:sns',
    EventVersion: '1.0',
    Sns: { Type: 'Notification', Message: typeof notice === 'string' ? notice : JSON.stringify(notice) },
  })),
});

/** As EventBridge does. */
export const byEventBridge = (notice: unknown) => ({
  version: '0',
  source: 'aws.ses',
  'detail-type': 'Email Bounced',
  detail: notice,
});
