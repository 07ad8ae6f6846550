/** Reports that somebody called a mail of ours spam: RFC 5965, and the older one of Outlook.com. */
import { headerOf, originalsOf, readFieldGroups, type InboundMessage } from './inbound-message.ts';

export interface FeedbackReport {
  /** `abuse` and the like are complaints; others tell of a signature or take a complaint back. */
  readonly isComplaint: boolean;
  readonly recipients: readonly string[];
}

/** Reads the report; undefined where the message is none. */
export function readFeedbackReport(message: InboundMessage): FeedbackReport | undefined {
  const part = message.parts.find(({ type }) => type === 'message/feedback-report');
  if (part === undefined) return readJunkReport(message);
  const fields = readFieldGroups(part.text);
  const valueOf = (name: string) => fields.flatMap((group) => group.get(name) ?? []);
  const type = valueOf('feedback-type')[0]?.toLowerCase() ?? 'other';
  return {
    isComplaint: !/^(?:not-spam|auth-failure)\b/.test(type),
    recipients: [
      ...valueOf('original-rcpt-to'),
      ...valueOf('removal-recipient'),
      ...recipientsOf(message),
    ].flatMap(addressIn),
  };
}

/**
 * The Junk Mail Reporting Program attaches the message, with the recipient in a header of its own, or forwards it as it
 * is with that header.
 */
function readJunkReport(message: InboundMessage): FeedbackReport | undefined {
  const recipients = [
    ...recipientsOf(message, 'x-hmxmroriginalrecipient'),
    headerOf(message, 'x-hmxmroriginalrecipient') ?? '',
  ].flatMap(addressIn);
  return recipients.length === 0 ? undefined : { isComplaint: true, recipients };
}

const recipientsOf = (message: InboundMessage, ...names: readonly string[]): readonly string[] =>
  originalsOf(message).flatMap((text) => {
    const headers = readFieldGroups(text)[0];
    return (names.length === 0 ? ['x-hmxmroriginalrecipient', 'to'] : names).flatMap(
      (name) => headers?.get(name) ?? [],
    );
  });

const addressIn = (text: string): readonly string[] =>
  /[^\s<>()[\]",;:@]{1,64}@[A-Za-z0-9.-]{1,190}[A-Za-z0-9]/.exec(text)?.slice(0, 1) ?? [];
