/** Events of the log; times are RFC 3339 in UTC. Names and addresses stand in `values` alone, which erasing removes. */
import type { CaseClosedEvent, CaseEvent } from './case-event.ts';
import type { FiledEvent } from './filed-event.ts';
import type { DroppedEvent, MailEvent } from './mail-event.ts';

export type { DroppedEvent, MailEvent };
export type Decision = 'given' | 'refused';
export const CHANNELS = ['form', 'letter', 'phone', 'visit', 'import'] as const;
export type Channel = (typeof CHANNELS)[number];
export const KINDS = ['workshop', 'course', 'product-information', 'inquiry', 'business-relation'] as const;
export type Kind = (typeof KINDS)[number];
export type ErasureCause = 'request' | 'retention' | 'no-purpose-left';

/** The consents that are not tied to a recipient; those that are, are called `transfer:RECIPIENT`. */
export const CONSENTS = ['information', 'market-research', 'customization'] as const;

interface Base {
  readonly at: string;
}

/** The whole text of a form in one language, written the first time a submission names it. */
export interface NoticeEvent extends Base {
  readonly event: 'notice';
  readonly sha256: string;
  readonly form: string;
  readonly language: string;
  readonly version: string;
  readonly text: string;
}

/** `notice`: its SHA-256. */
export interface SubmittedEvent extends Base {
  readonly event: 'submitted';
  readonly submission: string;
  readonly ref: string;
  readonly form: string;
  readonly kind: Kind;
  readonly notice: string;
  readonly language: string;
  readonly topics: readonly string[];
  /** One decision per purpose and recipient that was offered. */
  readonly decisions: Readonly<Record<string, Decision>>;
  readonly channel: Channel;
  readonly received: string;
  readonly by: string;
  readonly evidence?: string;
  /** The submission that this one corrects: its approvals are inherited, not given anew. */
  readonly replaces?: string;
  /** Purposes that are decided anew although the submission replaces another. */
  readonly renews?: readonly string[];
}

export interface ValuesEvent extends Base {
  readonly event: 'values';
  readonly submission: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Name of the field that holds the e-mail address; absent where none was given. */
  readonly addressField?: string;
}

export interface AskedEvent extends Base {
  readonly event: 'asked';
  readonly submission: string;
  readonly messageId: string;
}

/**
 * `ref`: whom the submission belongs to from now on, since another person may have confirmed the address before.
 * `stopped`: what was withdrawn under the address after it was submitted, by purpose or `all`; with it the withdrawal
 * holds although nothing else is left of whoever withdrew.
 */
export interface ConfirmedEvent extends Base {
  readonly event: 'confirmed';
  readonly submission: string;
  readonly ref: string;
  readonly stopped?: readonly string[];
}

/** Kinds of mail that do not follow from a submission, as `confirm` and `welcome` do. */
export type DueKind = 'self' | 'changed' | 'answer' | 'acknowledgement' | 'owner';

/** A mail is due until an event `sent`, `unknown` or `dropped` has its id. It holds no personal data. */
export interface DueEvent extends Base {
  readonly event: 'due';
  readonly kind: DueKind;
  readonly ref: string;
  /** Id of the mail, which its message id and its file in the outbox bear. */
  readonly mail: string;
  readonly submission?: string;
  /** What its text needs, as JSON. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * `hash`: an address's key. `never` stops confirmation mails to it, the others imports and staff's additions; with a
 * `scope`, the one purpose that was withdrawn, they stop imports of older declarations of it alone.
 */
export interface SuppressedEvent extends Base {
  readonly event: 'suppressed';
  readonly hash: string;
  readonly cause: 'never' | 'withdrawn' | 'erased';
  readonly scope?: string;
}

/** The owner of the address wants confirmation mails again. */
export interface LiftedEvent extends Base {
  readonly event: 'lifted';
  readonly hash: string;
}

/** `scope`: a purpose, `transfer:RECIPIENT`, or `all` for every consent. */
export interface WithdrawnEvent extends Base {
  readonly event: 'withdrawn';
  readonly ref: string;
  readonly scope: string;
  readonly channel: Channel | 'link' | 'one-click' | 'self' | 'mail' | 'fax';
  readonly received: string;
  readonly by: string;
  readonly evidence?: string;
}

/** `full`: every seat was taken when it was confirmed, so that it is on no list. */
export interface ClosedEvent extends Base {
  readonly event: 'closed';
  readonly submission: string;
  readonly cause?: 'full';
}

export interface ReadEvent extends Base {
  readonly event: 'read';
  readonly purpose: string;
  readonly reader: string;
  readonly reason: string;
  readonly case?: string;
  readonly refs: readonly string[];
}

export interface TransferredEvent extends Base {
  readonly event: 'transferred';
  readonly recipient: string;
  readonly transfer: string;
  readonly submissions: readonly string[];
  readonly sha256: string;
}

/** Of one submission, or of a whole person where none is named. `kept` are fields that a law keeps. */
export interface ErasedEvent extends Base {
  readonly event: 'erased';
  readonly ref: string;
  readonly cause: ErasureCause;
  readonly submission?: string;
  readonly kept?: readonly string[];
}

export type RegisterEvent =
  | NoticeEvent
  | SubmittedEvent
  | ValuesEvent
  | AskedEvent
  | ConfirmedEvent
  | WithdrawnEvent
  | ClosedEvent
  | MailEvent
  | ReadEvent
  | TransferredEvent
  | ErasedEvent
  | DueEvent
  | DroppedEvent
  | SuppressedEvent
  | LiftedEvent
  | CaseEvent
  | CaseClosedEvent
  | FiledEvent;
