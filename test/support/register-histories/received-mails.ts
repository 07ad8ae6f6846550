/** Mails that people of a history send back, and those that programs send in their name. */
export const RECEIVED = ['reply', 'subject', 'complaint', 'away', 'question'] as const;
export type Received = (typeof RECEIVED)[number];

/** Whether a mail of this kind withdraws. */
export const withdraws = (kind: Received): boolean =>
  kind === 'reply' || kind === 'subject' || kind === 'complaint';

let count = 0;

/** The input of `mail`: one mail from the address, in answer to the welcome of the submission. */
export function receivedMail(kind: Received, address: string, submission: string): object {
  const welcome = `<${submission}-welcome@register.invalid>`;
  const headers = [
    ['message-id', `<${String(++count)}@history.example>`],
    ...(kind === 'away' ? [['auto-submitted', 'auto-replied']] : []),
    ...(kind === 'reply' || kind === 'away' ? [['in-reply-to', welcome]] : []),
  ];
  const complaint = [
    { type: 'message/feedback-report', text: `Feedback-Type: abuse\nOriginal-Rcpt-To: ${address}\n` },
    { type: 'message/rfc822', text: `Message-ID: ${welcome}\n\n` },
  ];
  const message = {
    headers,
    from: kind === 'complaint' ? 'feedback@isp.example' : address.toUpperCase(),
    subject: kind === 'subject' ? 'Abmeldung' : 'Re: Confirmed',
    text: kind === 'question' ? 'When does it begin?' : 'Please stop.',
    parts: kind === 'complaint' ? complaint : [],
  };
  const content = btoa(JSON.stringify(message));
  return {
    mails: [{ file: 'mail', message: kind === 'subject' ? { ...message, text: '' } : message, content }],
  };
}
