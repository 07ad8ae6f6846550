/**
 * The state that the log's events add up to. Maps are mutable so that 400,000 events fold in a second; only
 * `apply-event.ts` may change them.
 */
import type { CaseEvent } from './case-event.ts';
import type { DueEvent, ErasureCause, MailEvent, SubmittedEvent, WithdrawnEvent } from './event.ts';

export interface Submission extends Omit<SubmittedEvent, 'event' | 'at'> {
  /** Place of the submission in the log: what was withdrawn later concerns it. */
  readonly order: number;
  readonly recorded: string;
  /** Undefined before the values arrived and once they are erased. */
  fields?: Readonly<Record<string, string>> | undefined;
  addressField?: string | undefined;
  /** The person, whom a confirmation may change. */
  ref: string;
  asked?: { readonly at: string; readonly messageId: string };
  /** When it was decided that no confirmation is asked for. */
  unaskedAt?: string;
  /** When the reminder to confirm was sent. */
  remindedAt?: string;
  /** When the welcome was sent. */
  welcomedAt?: string;
  confirmedAt?: string;
  /** What was withdrawn under its address before it was confirmed: a purpose, or `all` consents. */
  stopped?: readonly string[];
  closedAt?: string | undefined;
  /** It was closed as it was confirmed, since every seat was taken. */
  isTurnedAway?: boolean | undefined;
  /** When an answer to it, or what it asked for, was sent. */
  answeredAt?: string | undefined;
  /** Who received its values, when and in which transfer. */
  transfers?: readonly { readonly transfer: string; readonly recipient: string; readonly at: string }[];
  /** The submission that corrected this one. */
  replacedBy?: string;
  erased?: { readonly at: string; readonly cause: ErasureCause };
}

export interface Withdrawal extends Pick<WithdrawnEvent, 'scope' | 'channel' | 'received'> {
  readonly at: string;
  readonly order: number;
}

export interface Person {
  readonly ref: string;
  /** Ids in the order of the log, unconfirmed ones of strangers included. */
  readonly submissions: string[];
  readonly withdrawals: Withdrawal[];
  /** When a mailing or transfer was last made under a purpose. */
  readonly lastUse: Map<string, string>;
  /** When links to the self page were sent on the last day on which any was. */
  selfMailsAt?: readonly string[];
  /** Ids of what information mails offered to the person. */
  informed?: Set<string>;
  /**
   * When the person last did something, or something was done for them; undefined while no submission of theirs
   * counts: an unconfirmed one may be a stranger's.
   */
  lastAct: string | undefined;
}

/** `order`: its place in the log, where that has one order of all events. */
export interface GivenUp {
  readonly scope: string;
  readonly at: string;
  readonly order?: number;
}

export interface RegisterState {
  /** Number of events so far. */
  order: number;
  readonly submissions: Map<string, Submission>;
  readonly people: Map<string, Person>;
  /** Who confirmed an address, by its key. */
  readonly refByKey: Map<string, string>;
  /** SHA-256 of the notices in the log. */
  readonly notices: Map<
    string,
    { readonly version: string; readonly language: string; readonly text: string }
  >;
  /** Submissions that wait for a confirmation. */
  readonly unconfirmed: Set<string>;
  /** Confirmed submissions, by form. */
  readonly confirmedByForm: Map<string, Set<string>>;
  /** How many seats are taken, by form: of confirmed submissions whose service goes on. */
  readonly takenSeats: Map<string, number>;
  /** Confirmed submissions for which the welcome has not been sent. */
  readonly unwelcomed: Set<string>;
  /** Mails that are due beside confirmations and welcomes, by id. */
  readonly dueMails: Map<string, DueEvent>;
  /** Information mails that are being sent and have no recorded outcome yet, by id. */
  readonly sendings: Map<string, MailEvent>;
  /** Number of mails handed over, by minute (YYYY-MM-DDTHH:MM): all of the last hour, and a few older ones. */
  readonly mailsByMinute: Map<string, number>;
  /** How often the participants of a form were told of a change. */
  readonly tellings: Map<string, number>;
  /** The last weekly mail to the owner of a form: its week, and when it was made. */
  readonly ownerWeeks: Map<string, { readonly week: string; readonly at: string }>;
  /** Keys of addresses that were given up: neither an import nor staff may add them. */
  readonly suppressed: Set<string>;
  /** What was given up under an address and when, by its key: what was declared before it cannot be imported. */
  readonly givenUpByKey: Map<string, GivenUp[]>;
  /** Keys of addresses whose owners want no confirmation mail. */
  readonly neverAsked: Set<string>;
  /** Cases that nobody has closed, by id. */
  readonly openCases: Map<string, CaseEvent>;
  /** Whom mails went to whose ids do not begin with their submission, by id. */
  readonly sentMails: Map<string, { readonly ref: string; readonly submission?: string | undefined }>;
  /** Ids of received mails that were filed. */
  readonly filedMails: Set<string>;
  /** Mails that came back for good since an address was last confirmed, by the key of the address. */
  readonly hardBounces: Map<string, ReadonlySet<string>>;
}

export function emptyState(): RegisterState {
  return {
    order: 0,
    submissions: new Map(),
    people: new Map(),
    refByKey: new Map(),
    notices: new Map(),
    unconfirmed: new Set(),
    confirmedByForm: new Map(),
    takenSeats: new Map(),
    unwelcomed: new Set(),
    dueMails: new Map(),
    sendings: new Map(),
    mailsByMinute: new Map(),
    tellings: new Map(),
    ownerWeeks: new Map(),
    suppressed: new Set(),
    givenUpByKey: new Map(),
    neverAsked: new Set(),
    openCases: new Map(),
    sentMails: new Map(),
    filedMails: new Set(),
    hardBounces: new Map(),
  };
}
