/**
 * Turns what SES publishes about a mail (SES developer guide, "Examples of event data that Amazon SES publishes to
 * Amazon SNS") into the message that a mail server would have sent: RFC 3464 for what came back, RFC 5965 for a
 * complaint. So it is filed as received mail is.
 */
import { z } from 'zod';

const text = z.string();
const recipient = z.object({ emailAddress: text, status: text.optional(), diagnosticCode: text.optional() });
const noticeSchema = z.object({
  /** `notificationType` where a topic of the identity sends it. */
  eventType: text.optional(),
  notificationType: text.optional(),
  mail: z.object({
    destination: z.array(text).default([]),
    headers: z.array(z.object({ name: text, value: text })).default([]),
    tags: z.record(text, z.array(text)).default({}),
  }),
  bounce: z
    .object({
      bounceType: text,
      bouncedRecipients: z.array(recipient),
      timestamp: text,
      feedbackId: text,
    })
    .optional(),
  complaint: z
    .object({
      complainedRecipients: z.array(recipient),
      timestamp: text,
      feedbackId: text,
      complaintFeedbackType: text.nullish(),
    })
    .optional(),
});
type Notice = z.output<typeof noticeSchema>;

/** Headers of our mail by which whom it is about can be told. */
const RETURNED = /^(?:to|reply-to|list-unsubscribe)$/i;

/**
 * Returns the message; undefined for a notice of another kind, as of a delivery. `messageIdOf` gives the Message-ID of
 * the mail with an id. Throws where it is no notice of SES.
 */
export function reportOfNotice(
  notice: unknown,
  messageIdOf: (mail: string) => string,
): Uint8Array | undefined {
  const read = noticeSchema.parse(notice);
  const type = read.eventType ?? read.notificationType;
  if (type === 'Bounce' && read.bounce !== undefined) return bounced(read, read.bounce, messageIdOf);
  if (type === 'Complaint' && read.complaint !== undefined)
    return complained(read, read.complaint, messageIdOf);
  return undefined;
}

function bounced(
  notice: Notice,
  { bounceType, bouncedRecipients, timestamp, feedbackId }: NonNullable<Notice['bounce']>,
  messageIdOf: (mail: string) => string,
): Uint8Array {
  const recipients = bouncedRecipients.map(({ emailAddress, status, diagnosticCode }) => [
    `Final-Recipient: rfc822; ${addressOnly(emailAddress)}`,
    'Action: failed',
    `Status: ${statusOf(bounceType, status)}`,
    ...(diagnosticCode === undefined ? [] : [`Diagnostic-Code: ${oneLine(diagnosticCode)}`]),
    '',
  ]);
  return message({ timestamp, feedbackId, kind: 'delivery-status', subject: 'Delivery failure' }, [
    ['message/delivery-status', ['Reporting-MTA: dns; amazonses.com', '', ...recipients.flat()]],
    ['text/rfc822-headers', returned(notice, messageIdOf)],
  ]);
}

/** SES knows more than the code says: the class of what is permanent is 5, of anything else 4 (RFC 3463). */
function statusOf(bounceType: string, status: string | undefined): string {
  const [, , rest = '.0.0'] = /^(\d)(\.\d{1,3}\.\d{1,3})$/.exec(status ?? '') ?? [];
  return `${bounceType === 'Permanent' ? 5 : 4}${rest}`;
}

function complained(
  notice: Notice,
  { complainedRecipients, complaintFeedbackType, ...rest }: NonNullable<Notice['complaint']>,
  messageIdOf: (mail: string) => string,
): Uint8Array {
  return message({ ...rest, kind: 'feedback-report', subject: 'Complaint' }, [
    [
      'message/feedback-report',
      [
        `Feedback-Type: ${oneLine(complaintFeedbackType ?? 'abuse')}`,
        'Version: 1',
        ...complainedRecipients.map(({ emailAddress }) => `Original-Rcpt-To: ${addressOnly(emailAddress)}`),
      ],
    ],
    ['text/rfc822-headers', returned(notice, messageIdOf)],
  ]);
}

function returned({ mail }: Notice, messageIdOf: (mail: string) => string): readonly string[] {
  const [id] = mail.tags['mail'] ?? [];
  const known = mail.headers.filter(({ name }) => RETURNED.test(name));
  return [
    ...(id === undefined ? [] : [`Message-ID: ${oneLine(messageIdOf(id))}`]),
    ...known.map(({ name, value }) => `${oneLine(name)}: ${oneLine(value)}`),
  ];
}

interface Head {
  readonly timestamp: string;
  readonly feedbackId: string;
  readonly kind: string;
  readonly subject: string;
}

function message(
  { timestamp, feedbackId, kind, subject }: Head,
  parts: readonly (readonly [string, readonly string[]])[],
): Uint8Array {
  const id = oneLine(feedbackId).replaceAll(/[^\w.-]/g, '');
  const boundary = `=_${id}`.slice(0, 70);
  const time = new Date(timestamp);
  const date = Number.isNaN(time.getTime()) ? '' : time.toUTCString();
  const lines = [
    'Return-Path: <>',
    `Received: from amazonses.com; ${date}`,
    'From: MAILER-DAEMON@amazonses.com',
    `Subject: ${subject}`,
    `Date: ${date}`,
    `Message-ID: <${id}@amazonses.com>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${kind}; boundary="${boundary}"`,
    '',
    ...parts.flatMap(([type, content]) => [`--${boundary}`, `Content-Type: ${type}`, '', ...content, '']),
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'utf8');
}

/** An address and nothing behind it. */
const addressOnly = (value: string): string => oneLine(value).split(' ', 1)[0] ?? '';

const oneLine = (value: string): string => value.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
