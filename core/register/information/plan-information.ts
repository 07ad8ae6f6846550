/**
 * What of the catalogue fits one person, in an order that can be explained: from what the person declared, asked for
 * and attended in submissions that stand for information, and from nothing else. It is pure, and never knows usage
 * data.
 */
import type { Form } from '../form-schema.ts';
import { addressOf, type GatedPerson, type GatedSubmission } from '../gate.ts';
import type { Kind } from '../event.ts';
import { wordsIn } from '../localized-text.ts';
import { mailWordsIn } from '../mail/mail-words-in.ts';
import type { CatalogueItem } from './catalogue-schema.ts';

/** A mail holds no more; the next one takes what follows in the order. */
export const MOST_ITEMS = 10;

/** Kinds of items that fit whoever chose no topic, by the kind of the form. */
const FITTING: Readonly<Record<Kind, readonly string[]>> = {
  workshop: ['workshop', 'course'],
  course: ['course', 'workshop'],
  'product-information': ['product', 'application-note'],
  inquiry: ['product', 'application-note'],
  'business-relation': ['product', 'application-note'],
};

export interface PlannedItem {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly link: string;
  /** Why this person gets it, in the language of the mail. */
  readonly why: string;
}

export interface InformationPlan {
  readonly ref: string;
  readonly language: string;
  /** The submission whose address gets the mail. */
  readonly submission: string;
  readonly to: string;
  readonly items: readonly PlannedItem[];
}

/** What a plan is made of, beside the person. */
export interface InformationSources {
  readonly catalogue: ReadonlyMap<string, CatalogueItem>;
  readonly forms: ReadonlyMap<string, Form>;
  /** Ids of what the person was offered before. */
  readonly informed: ReadonlySet<string> | undefined;
  /** The day of sending in the register's time zone, YYYY-MM-DD. */
  readonly day: string;
}

/**
 * Plans the mail to a person whom the gate let pass for information; undefined where nothing is new or there is no
 * address. Items that share more of the chosen topics come first; among equals those of a kind that fits what was asked
 * for, then those with the latest `from`, then by id.
 */
export function planInformation(
  person: GatedPerson,
  sources: InformationSources,
): InformationPlan | undefined {
  const latest = person.submissions.findLast((one) => addressOf(one) !== undefined);
  const to = latest === undefined ? undefined : addressOf(latest);
  if (latest === undefined || to === undefined) return undefined;
  const items = [...sources.catalogue.values()]
    .filter((item) => isDue(item, sources))
    .flatMap((item) => matchItem(item, person.submissions, sources) ?? [])
    .toSorted(compareMatches)
    .flatMap((match) => describe(match, latest.language, sources) ?? [])
    .slice(0, MOST_ITEMS);
  if (items.length === 0) return undefined;
  return { ref: person.ref, language: latest.language, submission: latest.submission, to, items };
}

function isDue(
  { id, from = '', until = '9999-12-31' }: CatalogueItem,
  { informed, day }: InformationSources,
) {
  return from <= day && day <= until && informed?.has(id) !== true;
}

/** Why an item fits: the topics in common, and the submission that explains it best. */
interface Match {
  readonly item: CatalogueItem;
  readonly topics: number;
  readonly isFitting: boolean;
  readonly because: GatedSubmission;
  /** Ids of topics that were chosen in this submission. */
  readonly chosen: readonly string[];
}

function matchItem(
  item: CatalogueItem,
  submissions: readonly GatedSubmission[],
  { forms }: InformationSources,
): Match | undefined {
  const reasons = submissions.flatMap((because) => {
    const chosen = because.topics.filter((topic) => item.topics.includes(topic));
    const isFitting = FITTING[because.kind].includes(item.kind);
    const fitsWithoutTopic =
      because.topics.length === 0 && isFitting && isOffered(item, forms.get(because.form));
    return chosen.length > 0 || fitsWithoutTopic ? [{ because, chosen, isFitting }] : [];
  });
  // The latest of those with most topics.
  const best = reasons.toReversed().toSorted((a, b) => b.chosen.length - a.chosen.length)[0];
  if (best === undefined) return undefined;
  return {
    ...best,
    item,
    topics: new Set(reasons.flatMap(({ chosen }) => chosen)).size,
    isFitting: reasons.some(({ isFitting }) => isFitting),
  };
}

/** A consent covers the topics that the form names; a form without topics names none to keep to. */
function isOffered(item: CatalogueItem, form: Form | undefined): boolean {
  if (form === undefined) return false;
  return form.topics.length === 0 || form.topics.some(({ id }) => item.topics.includes(id));
}

function compareMatches(a: Match, b: Match): number {
  const byFrom = (b.item.from ?? '').localeCompare(a.item.from ?? '');
  return (
    b.topics - a.topics ||
    Number(b.isFitting) - Number(a.isFitting) ||
    byFrom ||
    (a.item.id < b.item.id ? -1 : Number(a.item.id > b.item.id))
  );
}

/** Returns the item in the language, `de` for `de-AT`; undefined where it is not written in it. */
function describe(
  { item, because, chosen }: Match,
  language: string,
  { forms }: InformationSources,
): PlannedItem | undefined {
  const own = [language, language.split('-')[0] ?? ''].find((one) => Object.hasOwn(item.title, one));
  if (own === undefined) return undefined;
  const form = forms.get(because.form);
  const titles = chosen.map((topic) => {
    const title = [form, ...forms.values()]
      .flatMap((one) => one?.topics ?? [])
      .find(({ id }) => id === topic)?.title;
    return title === undefined ? topic : wordsIn(title, language);
  });
  const { why } = mailWordsIn(language).information;
  return {
    id: item.id,
    title: item.title[own] ?? '',
    text: item.text[own] ?? '',
    link: item.link,
    why: why[because.kind](form === undefined ? because.form : wordsIn(form.title, language), titles),
  };
}
