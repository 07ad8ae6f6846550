/**
 * What the survey counts of one person who allows market research: codes that the configuration or a list of this code
 * knows. It may not carry a name, an address or anything else that was typed.
 */
import { Zone } from '../../time/zone.ts';
import type { Kind } from '../event.ts';
import type { Gated, GatedSubmission } from '../gate.ts';
import { COUNTRY_FIELD, NOT_DECLARED, countryReader } from './country-of.ts';

/** Whoever named no topic. */
export const NO_TOPIC = '(no topic)';

export interface Respondent {
  readonly ref: string;
  readonly topics: readonly string[];
  /** In the order in which the person registered. */
  readonly kinds: readonly Kind[];
  /** Local month of the first registration, YYYY-MM. */
  readonly month: string;
  readonly country: string;
  /** Of the latest registration. */
  readonly language: string;
}

/** Describes everybody who passed the gate; with a year, by the registrations of that year alone. */
export function respondentsOf(
  { people }: Gated,
  { timeZone, languages }: { readonly timeZone: string; readonly languages: readonly string[] },
  year?: string,
): readonly Respondent[] {
  const zone = new Zone(timeZone);
  const dayOf = ({ registered }: GatedSubmission) => zone.day(Date.parse(registered));
  const country = countryReader(languages);
  return people.flatMap(({ ref, submissions }) => {
    const own = submissions
      .filter((one) => year === undefined || dayOf(one).startsWith(`${year}-`))
      .toSorted((a, b) => compare(a.registered, b.registered) || compare(a.submission, b.submission));
    const [first] = own;
    const last = own.at(-1);
    if (first === undefined || last === undefined) return [];
    const topics = [...new Set(own.flatMap((one) => one.topics))];
    const declared = own.map(({ fields }) => country(fields[COUNTRY_FIELD]));
    return [
      {
        ref,
        topics: topics.length === 0 ? [NO_TOPIC] : topics,
        kinds: [...new Set(own.map(({ kind }) => kind))],
        month: dayOf(first).slice(0, 7),
        country: declared.findLast((code) => code !== NOT_DECLARED) ?? NOT_DECLARED,
        language: last.language,
      },
    ];
  });
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
