/** Events of the register's log about mails that were handed over, or that will not be. */

/**
 * A mail that will not be sent: too many to the address that day, no confirmation wanted there, nothing permits it, or
 * mails to the address came back. An information mail that was `refused` did certainly not leave, and what it offered
 * may go in another one.
 */
export interface DroppedEvent {
  readonly at: string;
  readonly event: 'dropped';
  readonly cause: 'limit' | 'suppressed' | 'not-permitted' | 'undeliverable' | 'refused';
  readonly mail: string;
  readonly ref?: string;
  readonly submission?: string;
}

/**
 * `purpose` is that under which the mail goes. `sending` comes before the hand-over of an information mail, which goes
 * at most once; without an outcome it counts as gone.
 */
export interface MailEvent {
  readonly at: string;
  readonly event: 'sending' | 'sent' | 'unknown' | 'bounced' | 'complained';
  readonly ref: string;
  readonly messageId: string;
  readonly purpose: string;
  readonly mailing?: string;
  readonly submission?: string;
  readonly mail?: string;
  /** Whether it answers the submission, or supplies what was asked for. */
  readonly supplies?: true;
  /** Ids of what an information mail offered. */
  readonly items?: readonly string[];
  /** Of a bounce: the status code (RFC 3463), as `5.1.1`; class 5 is permanent. */
  readonly status?: string;
}
