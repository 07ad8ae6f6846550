/** A mail of the register as plain data, and the port through which it leaves. */

/** What a mail is for; the name stands in the outbox's file name. */
export const MAIL_KINDS = [
  'confirm',
  'welcome',
  'self',
  'changed',
  'answer',
  'acknowledgement',
  'owner',
  'information',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** A file that goes with a mail. */
export interface Attachment {
  readonly filename: string;
  readonly content: Uint8Array;
  /** Taken from the ending of the file name where it is absent. */
  readonly contentType?: string;
}

/** A mail before it is formatted. Text and HTML say the same. */
export interface Mail {
  readonly kind: MailKind;
  /** `[A-Za-z0-9_-]+`: it stands in the outbox's file name. */
  readonly id: string;
  /** The Message-ID, with or without its angle brackets; a mail that is sent again keeps it. */
  readonly messageId: string;
  /** An address, or `Name <address>`. */
  readonly from: string;
  /** Where an answer goes, as a withdrawal by mail does; an address. Absent where it goes to `from`. */
  readonly replyTo?: string;
  /** One address, as the person typed it. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly Attachment[];
  /** An iCalendar object (RFC 5545) and its method (RFC 5546). */
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string };
}

/**
 * `sent`: the server answered that it took the mail, or the outbox holds it on disk. `refused`: it was certainly not
 * taken (no connection, no TLS, a wrong password, a reply of 4xx or 5xx), so that it stays due. `unknown`: the
 * connection ended after the message had begun to be transmitted and before a final reply, so that it may have arrived.
 */
export type Handover = 'sent' | 'refused' | 'unknown';

/** Hands mails over, by SMTP or into the outbox. */
export interface MailDoor {
  /**
   * Hands one mail over at an instant in milliseconds since 1970, which becomes its Date. The same mail at the same
   * instant always has the same bytes. Never rejects for what a server or a connection does; rejects where the mail
   * cannot be formatted, or the outbox not be written.
   */
  send(mail: Mail, at: number): Promise<Handover>;
  /** Cuts off what is under way, which `send` then reports as `refused` or `unknown`, and refuses everything later. */
  close(): Promise<void>;
}
