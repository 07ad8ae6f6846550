/** The shape of the words of the hosted pages that no form brings along. */
import type { Kind } from '../../event.ts';
import type { PermissionState } from '../../permission.ts';
import type { SelfWords } from './self-words.ts';

export type FormMessage = 'notice-changed' | 'token-expired' | 'too-many';
export type LinkAct = 'confirm' | 'withdraw' | 'never' | 'self';
export const PROBLEMS = [
  'no-page',
  'broken-link',
  'expired-confirm',
  'expired-self',
  'foreign-origin',
  'wrong-method',
  'too-large',
  'wrong-type',
  'too-many',
  'unavailable',
] as const;
export type ProblemKind = (typeof PROBLEMS)[number];

/** A heading and the paragraphs below it. */
export interface Passage {
  readonly title: string;
  readonly text: readonly string[];
}

export interface PageWords {
  /** Tag of BCP 47 for dates and numbers. */
  readonly locale: string;
  readonly skip: string;
  readonly languages: string;
  readonly privacyContact: string;
  readonly required: string;
  readonly errorPrefix: string;
  readonly purposes: {
    readonly information: string;
    readonly 'market-research': string;
    readonly customization: string;
    readonly transfer: (recipient: string) => string;
  };
  readonly states: Readonly<Record<PermissionState, string>>;
  readonly form: {
    readonly when: string;
    readonly where: string;
    readonly seats: string;
    readonly until: (time: string) => string;
    readonly fullTitle: string;
    readonly fullText: string;
    readonly fullInstead: string;
    readonly messages: Readonly<Record<FormMessage, string>>;
    readonly errorTitle: (count: number) => string;
    readonly details: string;
    readonly topics: string;
    readonly topicsHint: string;
    readonly purposes: string;
    readonly purposesHint: string;
    readonly recipients: string;
    readonly recipientsHint: string;
    readonly notice: string;
    readonly trap: string;
    readonly submit: Readonly<Record<Kind, string>>;
  };
  readonly again: Passage;
  readonly thanks: {
    readonly confirm: (days: number) => Passage;
    readonly done: Passage;
    readonly reference: string;
    readonly referenceUse: string;
    readonly selfLink: string;
    readonly back: string;
  };
  readonly links: Readonly<Record<LinkAct, Passage & { readonly button: string }>>;
  readonly some: {
    readonly title: string;
    readonly legend: string;
    readonly button: string;
    readonly nothingTicked: string;
  };
  readonly done: {
    readonly confirmed: Passage;
    readonly full: Passage;
    readonly gone: Passage;
    readonly withdrawn: Passage;
    readonly stopped: string;
    readonly nothingStopped: string;
    readonly kept: string;
    readonly keptService: string;
    readonly keptLaw: (law: string) => string;
    readonly keptUntil: (day: string) => string;
    readonly keptUntilClosed: string;
    readonly recipientsTold: string;
    readonly backups: (day: string) => string;
    readonly never: Passage;
    readonly lift: string;
    readonly lifted: Passage;
    readonly erased: Passage;
    readonly proof: string;
  };
  readonly problems: Readonly<Record<ProblemKind, Passage>>;
  readonly askAgain: string;
  readonly toForm: string;
  readonly self: SelfWords;
}
