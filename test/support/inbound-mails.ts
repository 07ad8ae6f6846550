/** Mails as people and programs send them to a register, as files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Written {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

let count = 0;

/** The text of a message; each has a Message-ID of its own. */
export function messageOf({
  from = 'anna@canary.example',
  to,
  subject = 'Re: Confirmed',
  headers,
  body,
}: Written) {
  const lines = {
    From: from,
    To: to ?? 'register@instruments.example',
    Subject: subject,
    'Message-ID': `<${String(++count)}@mail.canary.example>`,
    ...headers,
  };
  return `${Object.entries(lines)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')}\r\n\r\n${(body ?? '').replaceAll(/\r?\n/g, '\r\n')}\r\n`;
}

/** Writes a message into a folder; returns its path. */
export function writeMail(
  folder: string,
  written: Written | string | Uint8Array,
  name = `mail-${String(++count)}.eml`,
): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  const isText = typeof written === 'string' || written instanceof Uint8Array;
  writeFileSync(path, isText ? written : messageOf(written));
  return path;
}

/** A report of a mail server (RFC 3464) that a mail came back, with the headers of that mail. */
export function bounceOf(messageId: string, recipient: string, status = '5.1.1', action = 'failed'): Written {
  const boundary = 'report';
  return {
    from: 'MAILER-DAEMON@mx.example.org (Mail Delivery System)',
    subject: 'Undelivered Mail Returned to Sender',
    headers: {
      'Return-Path': '<>',
      'Auto-Submitted': 'auto-replied',
      'MIME-Version': '1.0',
      'Content-Type': `multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    },
    body: [
      `--${boundary}\n\nThis is the mail system. Your message could not be delivered.\n`,
      `--${boundary}\nContent-Type: message/delivery-status\n`,
      'Reporting-MTA: dns; mx.example.org\n',
      `Final-Recipient: rfc822; ${recipient}\nAction: ${action}\nStatus: ${status}\n`,
      `--${boundary}\nContent-Type: text/rfc822-headers\n`,
      `Message-ID: ${messageId}\nTo: ${recipient}\nSubject: to unsubscribe, stop\n`,
      `--${boundary}--`,
    ].join('\n'),
  };
}
