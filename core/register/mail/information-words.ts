/** The sentences of information mails: what they offer, and why to this person. */
import type { Kind } from '../event.ts';

export interface InformationWords {
  /** The title of the first item, and how many follow. */
  readonly subject: (firm: string, title: string, more: number) => string;
  readonly intro: (firm: string) => string;
  /** Why an item is sent, by what the person did: from the title of the form, and the topics that were chosen there. */
  readonly why: Readonly<Record<Kind, (form: string, topics: readonly string[]) => string>>;
  /** The line below an item. */
  readonly whyLine: (why: string) => string;
  readonly more: string;
}

const listed = (topics: readonly string[], and: string): string =>
  [topics.slice(0, -1).join(', '), ...topics.slice(-1)].filter((part) => part !== '').join(` ${and} `);

const askedAbout = (form: string, topics: readonly string[]) =>
  topics.length === 0
    ? `because you asked for "${form}"`
    : `because you asked about ${listed(topics, 'and')}`;
const registeredFor = (form: string, topics: readonly string[]) =>
  `because you registered for "${form}"` + (topics.length === 0 ? '' : ` and chose ${listed(topics, 'and')}`);

export const ENGLISH_INFORMATION: InformationWords = {
  subject: (firm, title, more) => `${firm}: ${title}${more === 0 ? '' : ` and ${more} more`}`,
  intro: (firm) => `You allowed ${firm} to send you information. This is new, and fits what you asked for:`,
  why: {
    workshop: registeredFor,
    course: registeredFor,
    'product-information': askedAbout,
    inquiry: askedAbout,
    'business-relation': askedAbout,
  },
  whyLine: (why) => `You get this ${why}.`,
  more: 'More about it',
};

/** Titles are not inflected. */
const quoted = (topics: readonly string[]) => topics.map((topic) => `„${topic}“`);
const askedAboutInGerman = (form: string, topics: readonly string[]) =>
  topics.length === 0
    ? `weil Sie „${form}“ angefordert haben`
    : `weil Sie nach ${listed(quoted(topics), 'und')} gefragt haben`;
const registeredForInGerman = (form: string, topics: readonly string[]) =>
  topics.length === 0
    ? `weil Sie sich zu „${form}“ angemeldet haben`
    : `weil Sie sich zu „${form}“ angemeldet und ${listed(quoted(topics), 'und')} gewählt haben`;

export const GERMAN_INFORMATION: InformationWords = {
  subject: (firm, title, more) => `${firm}: ${title}${more === 0 ? '' : ` und ${more} weitere`}`,
  intro: (firm) =>
    `Sie haben ${firm} erlaubt, Ihnen Informationen zu senden. Das ist neu und passt zu dem, wonach Sie gefragt haben:`,
  why: {
    workshop: registeredForInGerman,
    course: registeredForInGerman,
    'product-information': askedAboutInGerman,
    inquiry: askedAboutInGerman,
    'business-relation': askedAboutInGerman,
  },
  whyLine: (why) => `Sie erhalten dies, ${why}.`,
  more: 'Mehr dazu',
};
