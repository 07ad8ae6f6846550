/**
 * Formats a mail as the bytes of a message (RFC 5322), so that outbox, SMTP and SES hand over the same ones: boundaries
 * and Date come from the mail and the instant, never from chance or clock. It may load nothing.
 */
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { Mail } from '#core/register/mail/mail';
import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';

/** Whoever holds `privateKey` (PEM, RSA) may sign for the domain. */
export interface DkimKey {
  readonly domainName: string;
  readonly keySelector: string;
  readonly privateKey: string;
}

/** A message with the addresses of its envelope, the domains in ASCII. */
export interface FormattedMail {
  readonly bytes: Uint8Array;
  readonly envelope: { readonly from: string; readonly to: string };
}

/**
 * Formats a mail: 7 bits, lines ended by CRLF, each header a single line whatever it is made of. With a key it is
 * signed (RFC 6376); the signature covers List-Unsubscribe and List-Unsubscribe-Post (RFC 8058).
 */
export async function formatMail(mail: Mail, at: number, dkim?: DkimKey): Promise<FormattedMail> {
  const { name, address } = splitSender(mail.from);
  const node = new MailComposer({
    from: { name, address },
    ...(mail.replyTo === undefined ? {} : { replyTo: { name: '', address: oneLine(mail.replyTo) } }),
    to: { name: '', address: mail.to },
    subject: oneLine(mail.subject),
    messageId: `<${oneLine(mail.messageId).replaceAll(/[<>\s]/g, '')}>`,
    date: new Date(at),
    headers: {
      ...Object.fromEntries(Object.entries(mail.headers ?? {}).map(([key, value]) => [key, unfolded(value)])),
      'Content-Language': oneLine(mail.language),
    },
    alternatives: [
      textPart('text/plain; charset=utf-8', mail.text),
      textPart('text/html; charset=utf-8', mail.html),
      ...(mail.calendar === undefined
        ? []
        : [textPart(`text/calendar; charset=utf-8; method=${mail.calendar.method}`, mail.calendar.content)]),
    ],
    attachments: [
      ...(mail.attachments ?? []).map(({ filename, content, contentType }) => ({
        filename: oneLine(filename),
        content: Buffer.from(content),
        ...(contentType === undefined ? {} : { contentType }),
      })),
      ...(mail.calendar === undefined
        ? []
        : [
            {
              filename: mail.calendar.method === 'CANCEL' ? 'cancel.ics' : 'invite.ics',
              content: Buffer.from(mail.calendar.content, 'utf8'),
              contentType: 'application/ics',
            },
          ]),
    ],
    baseBoundary: boundaryOf(mail),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const unsigned = await node.build();
  const bytes = dkim === undefined ? unsigned : await buffer(new DKIM({ ...dkim }).sign(unsigned));
  const { from, to } = node.getEnvelope();
  return { bytes, envelope: { from: from || address, to: to[0] ?? mail.to } };
}

/** Without what would begin another header, and without encoded words, which a reader would decode (RFC 2047). */
const oneLine = (text: string) =>
  text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('=?', '= ?')
    .trim();

/** An address in a header stays in one piece on the line of its name, where simple readers look for it. */
const unfolded = (value: string) =>
  /^[\x20-\x7e]{1,900}$/.test(value) ? { prepared: true, value } : oneLine(value);

/** A name may hold a comma, which would make it two senders to a parser of lists. */
function splitSender(sender: string): { readonly name: string; readonly address: string } {
  const [, name, address] = /^([^<>]*)<([^<>]+)>$/.exec(oneLine(sender)) ?? [];
  if (name === undefined || address === undefined) return { name: '', address: oneLine(sender) };
  return { name: name.trim().replace(/^"(.*)"$/, '$1'), address: address.trim() };
}

/**
 * Text is as it is where it is ASCII in lines that may be sent, so that a link in the file can be followed; else it is
 * quoted-printable. The library would break every line of more than 76 characters.
 */
function textPart(contentType: string, content: string) {
  const lines = content.split(/\r\n|\r|\n/);
  const text = lines.join('\r\n');
  const isPlain = lines.every((line) => /^[\t\x20-\x7e]{0,998}$/.test(line));
  return isPlain
    ? {
        contentType,
        raw: `Content-Type: ${contentType}\r\nContent-Transfer-Encoding: 7bit\r\n\r\n${text}`,
      }
    : { contentType, content: text, contentTransferEncoding: 'quoted-printable' };
}

function boundaryOf({ messageId, text, html }: Mail): string {
  return createHash('sha256')
    .update(JSON.stringify([messageId, text, html]))
    .digest('hex')
    .slice(0, 32);
}
