/**
 * Simulated people of small sites, with known truth: each reads about one or two topics, comes by some origin, and one
 * in ten registers a few minutes later, whatever the origin. Seeded, so that the audit is stable.
 */
import type { RegisterEvent } from '#core/register/event';
import { registered } from '../../core/register/registered.ts';
import { pick, type Weights } from '../linkage/simulated-site.ts';

/** One visit of one person, who registers or does not. */
export interface Person {
  readonly site: string;
  readonly day: string;
  /** Milliseconds since 1970, of the first page. */
  readonly instant: number;
  readonly address: string;
  readonly country: string;
  readonly language: string;
  readonly topics: readonly string[];
  readonly origin: Origin;
  /** Minutes from the first page to the registration. */
  readonly registersAfter?: number;
  /** Whether the first page of the visit is the form itself. */
  readonly landsOnForm: boolean;
}

/** Where a visit comes from: the referrer, and what its address is tagged with. */
export interface Origin {
  readonly referrer?: string;
  readonly query?: string;
}

export interface World {
  readonly siteDays: number;
  readonly visitsPerDay: number;
  readonly random: () => number;
  /** Whether readers of a newsletter come within the hour after it was sent, at nine. */
  readonly mailsAtNine?: boolean;
}

const MAIL = 'utm_source=newsletter&utm_medium=email&utm_campaign=';
const ORIGINS: Readonly<Record<string, Origin>> = {
  direct: {},
  google: { referrer: 'https://www.google.com/' },
  bing: { referrer: 'https://www.bing.com/' },
  linkedin: { referrer: 'https://www.linkedin.com/' },
  spring: { query: `${MAIL}spring-2026` },
  newsletter: { query: `${MAIL}newsletter` },
  chatgpt: { referrer: 'https://chatgpt.com/' },
  partner: { referrer: 'https://partner.example/' },
};
const ORIGIN_WEIGHTS: Weights = {
  direct: 30,
  google: 28,
  bing: 6,
  linkedin: 9,
  spring: 8,
  newsletter: 7,
  chatgpt: 5,
  partner: 7,
};
const COUNTRIES: Weights = { DE: 70, AT: 20, CH: 10 };
const LANGUAGES: Readonly<Record<string, Weights>> = {
  DE: { de: 85, en: 15 },
  AT: { de: 90, en: 10 },
  CH: { de: 60, fr: 30, en: 10 },
};
export const TOPICS = ['Microscopes', 'Telescopes', 'Lasers'] as const;
/** Visitors of these origins come rather in these hours, or rather in this language. */
const HOURS_OF: Readonly<Record<string, readonly [from: number, to: number]>> = {
  linkedin: [18, 22],
  spring: [7, 11],
  newsletter: [7, 11],
};
const FIRST_DAY = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;
const DAYS_PER_SITE = 100;

/** Returns the people of all site-days. */
export function people(world: World): readonly Person[] {
  return Array.from({ length: world.siteDays }, (_, number) => {
    const start = FIRST_DAY + (number % DAYS_PER_SITE) * DAY_MS;
    return Array.from({ length: world.visitsPerDay }, (_visit, at) =>
      person(world, `s${Math.floor(number / DAYS_PER_SITE)}`, start, at),
    );
  }).flat();
}

function person({ random, mailsAtNine }: World, site: string, start: number, at: number): Person {
  const country = pick(random, COUNTRIES);
  const origin = pick(random, ORIGIN_WEIGHTS);
  const languages = LANGUAGES[country] ?? {};
  const language = pick(
    random,
    origin === 'partner' ? { ...languages, en: 2 * (languages['en'] ?? 0) } : languages,
  );
  const isMail = origin === 'spring' || origin === 'newsletter';
  const hour = mailsAtNine === true && isMail ? 9 : Number(pick(random, hoursOf(HOURS_OF[origin])));
  const first = Math.floor(random() * TOPICS.length);
  const topics = [0, 1]
    .filter((more) => more === 0 || random() < 0.1)
    .map((more) => TOPICS[(first + more) % 3] ?? '');
  const registers = random() < 0.1;
  return {
    site,
    day: new Date(start).toISOString().slice(0, 10),
    instant: start + hour * 3_600_000 + Math.floor(random() * 2_400_000),
    address: `81.${Object.keys(COUNTRIES).indexOf(country)}.${at >> 8}.${at & 255}`,
    country,
    language,
    topics: topics.toSorted(),
    origin: ORIGINS[origin] ?? {},
    ...(registers ? { registersAfter: 2 + Math.floor(random() * 15) } : {}),
    landsOnForm: registers && random() < 0.1,
  };
}

function hoursOf(preferred: readonly [number, number] = [0, 0]): Weights {
  const weight = (hour: number) => (hour < 7 ? 1 : hour < 19 ? 6 : 3);
  const rather = (hour: number) => (hour >= preferred[0] && hour < preferred[1] ? 1.5 : 1);
  return Object.fromEntries(
    Array.from({ length: 24 }, (_, hour) => [String(hour), weight(hour) * rather(hour)]),
  );
}

/** Returns the register's log of those who register; the submission of person `n` is called `n`. */
export function registerLog(all: readonly Person[]): readonly RegisterEvent[] {
  return all.flatMap((one, number) => {
    if (one.registersAfter === undefined) return [];
    const received = new Date(one.instant + one.registersAfter * 60_000).toISOString();
    const { topics, language, country } = one;
    return registered(
      String(number),
      `r${number}`,
      { information: 'given' },
      { topics, language, received, at: received },
    ).map((event) => (event.event === 'values' ? { ...event, fields: { ...event.fields, country } } : event));
  });
}
