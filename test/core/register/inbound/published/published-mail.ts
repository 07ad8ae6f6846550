/** A mail as a standard, a provider or a maker of mail programs publishes it, with its address. It sorts nothing. */

export interface PublishedMail {
  readonly source: string;
  readonly as: 'bounce' | 'complaint' | 'automatic';
  /** What the report says of the failure. */
  readonly status?: string;
  /** `failed` where nothing is said. */
  readonly outcome?: 'failed' | 'delayed';
  /** Whom the report is about, and nobody else. */
  readonly recipients?: readonly string[];
  readonly text: string;
}

/** A message without MIME, from whom an answer could not go back to. */
export const plain = (from: string, subject: string, body: string) =>
  `Return-Path: <>\nFrom: ${from}\nSubject: ${subject}\nTo: register@example.com\n\n${body}`;
