/** Parses a received mail (RFC 5322, MIME) into what the register looks at. It decides nothing. */
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { INBOUND_LIMITS, type InboundMessage } from '#core/register/inbound/inbound-message';
import { textOfHtml } from '#core/register/inbound/html-text';

/** Media types of reports and of the messages that they are about. */
const REPORT_TYPE =
  /^(?:message\/(?:rfc822|global|global-headers|partial|(?:global-)?delivery-status|feedback-report|disposition-notification)|text\/rfc822-headers)$/;

/** Returns the message; undefined where it cannot be parsed, as with parts within parts without an end. */
export async function parseMail(bytes: Uint8Array): Promise<InboundMessage | undefined> {
  if (bytes.length === 0) return undefined;
  try {
    return shorten(
      await PostalMime.parse(bytes, {
        forceRfc822Attachments: true,
        maxNestingDepth: 50,
        maxHeadersSize: 1024 * 1024,
      }),
    );
  } catch {
    return undefined;
  }
}

function shorten(email: Email): InboundMessage {
  const text = (email.text ?? '').slice(0, INBOUND_LIMITS.text);
  const from = email.from?.address ?? email.from?.group?.[0]?.address;
  return {
    headers: email.headers
      .slice(0, INBOUND_LIMITS.headers)
      .map(({ key, value }) => [key, value.slice(0, INBOUND_LIMITS.header)]),
    subject: (email.subject ?? '').slice(0, INBOUND_LIMITS.header),
    ...(from === undefined || from === '' ? {} : { from: from.slice(0, INBOUND_LIMITS.header) }),
    text:
      text.trim() === ''
        ? textOfHtml((email.html ?? '').slice(0, INBOUND_LIMITS.text * 5)).slice(0, INBOUND_LIMITS.text)
        : text,
    parts: email.attachments
      .filter(({ mimeType }) => REPORT_TYPE.test(mimeType))
      .slice(0, INBOUND_LIMITS.parts)
      .map((part) => ({ type: part.mimeType, text: textOf(part) })),
  };
}

function textOf({ content }: Attachment): string {
  if (typeof content === 'string') return content.slice(0, INBOUND_LIMITS.part);
  return Buffer.from(content as Uint8Array)
    .subarray(0, INBOUND_LIMITS.part)
    .toString('utf8');
}
