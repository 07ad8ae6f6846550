/**
 * Turns an observation, which still identifies a visitor, into the row that may be written. It runs before anything
 * that can fail, log or queue, and may not pass on a field that it has not derived.
 */
import type { CompiledConfig, CompiledSite } from '../config/compile.ts';
import { anonymousEvent, type AnonymousEvent } from '../event/anonymous-event.ts';
import { EMPTY_ROW } from '../event/empty-row.ts';
import { outcomeOf, type Reason } from '../event/outcomes.ts';
import { addressText, type Address } from './address.ts';
import { isBot } from './bot.ts';
import { cachedPage } from './cached-page.ts';
import { normalizeCountry } from './country.ts';
import type { DayKey } from './day-key.ts';
import type { DerivedAgent, DerivedVisitor, DerivedCache } from './derived-cache.ts';
import { deriveLanguage } from './language.ts';
import { selectProps } from './props.ts';
import { classifyScreen } from './screen.ts';
import { scrubValue } from './scrub-value.ts';
import { NO_NAMED_SOURCE, deriveSource } from './source.ts';
import { deriveTechnology } from './technology.ts';
import { eventId, visitorKey } from './visitor-key.ts';

/** The observed properties of one event. They live in memory for one request or line. */
export interface Observation {
  readonly site: CompiledSite;
  /** Milliseconds since 1970. */
  readonly instant: number;
  readonly name: string;
  /** Path of the page and its query, as `/a/b?c=d`; null where the event has no page. */
  readonly target: string | null;
  readonly referrer?: string | undefined;
  /** The visitor's address; undefined where unknown, and then the row has no visitor. */
  readonly address?: Address | undefined;
  /** Undefined where unknown (a log without the field); an empty one means a robot. */
  readonly userAgent?: string | undefined;
  /** A country code from a trusted proxy or a server; it takes precedence over the database. */
  readonly country?: string | undefined;
  /** BCP 47 tag or Accept-Language list. */
  readonly language?: string | undefined;
  /** Viewport width in CSS pixels. */
  readonly screen?: number | undefined;
  readonly entry?: boolean | undefined;
  readonly engagedMs?: number | undefined;
  readonly scrollPct?: number | undefined;
  readonly props?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** Value in units of the currency. */
  readonly value?: number | undefined;
  readonly clientId?: string | undefined;
  /** Loaded in advance: nobody saw it. */
  readonly isPrefetch?: boolean | undefined;
}

export interface AnonymizeContext {
  readonly config: CompiledConfig;
  /** The salted hash of a day; events of other days are kept without a visitor. */
  readonly dayKey: DayKey | undefined;
  readonly random128: () => string;
  /** The country database: returns a country code for the text of an address. */
  readonly country: (ip: string) => string | undefined;
  readonly derived: DerivedCache;
}

/** Returns the row of one observation: accepted (`stored`), or not stored with reason `bot`. */
export function anonymizeEvent(observation: Observation, context: AnonymizeContext): AnonymousEvent {
  const { site, name } = observation;
  const { day, hour } = context.config.zone.localHour(observation.instant);
  const dayKey = context.dayKey?.day === day ? context.dayKey : undefined;
  const visitor =
    dayKey === undefined || observation.address === undefined
      ? null
      : visitorKey(dayKey, site.id, observation.address, observation.userAgent ?? '');
  const derived = derive(observation, dayKey, visitor, context);
  if (derived.bot || observation.isPrefetch === true)
    return notStoredRow(site.id, day, 'bot', context.random128);
  const page =
    observation.target === null ? NO_PAGE : cachedPage(observation.target, site, dayKey, context.derived);
  const { referrer, source, medium } = deriveSource(observation.referrer, page.namedSource, site);
  return anonymousEvent({
    event_id:
      dayKey === undefined || observation.clientId === undefined
        ? context.random128()
        : eventId(dayKey, site.id, visitor, observation.clientId),
    site: site.id,
    day,
    hour,
    outcome: 'stored',
    reason: null,
    visitor,
    name: scrubName(name),
    path: page.path,
    topic: page.topic,
    goal: site.goals.has(name) ? name : null,
    referrer,
    source,
    medium,
    campaign: page.campaign,
    country: observation.country === undefined ? derived.country : normalizeCountry(observation.country),
    language: deriveLanguage(observation.language),
    browser: derived.browser,
    browser_major: derived.browserMajor,
    os: derived.os,
    device: derived.device,
    screen: observation.screen === undefined ? null : classifyScreen(observation.screen),
    entry: name === 'pageview' ? (observation.entry ?? referrer !== '(internal)') : null,
    engaged_seconds: observation.engagedMs === undefined ? null : Math.floor(observation.engagedMs / 1000),
    scroll_pct: observation.scrollPct ?? null,
    props: selectProps(name, observation.props, site),
    worth_cents:
      observation.value === undefined
        ? null
        : Math.min(Math.max(Math.round(observation.value * 100), 0), site.maxWorthCents),
    items: null,
    keying: visitor === null ? null : (dayKey?.keying ?? null),
  });
}

/** Scrubs a name of letters, digits and ` _.:-`; one that consists of a formula sign only becomes `(none)`. */
function scrubName(name: string): string {
  return name === 'pageview' || name === 'engagement' ? name : scrubValue(name) || '(none)';
}

/**
 * Returns a row that only counts: site (`(unknown)` where none is configured), day of arrival, outcome, reason, and a
 * random id.
 */
export function notStoredRow(
  site: string,
  day: string,
  reason: Reason,
  random128: () => string,
): AnonymousEvent {
  return anonymousEvent({
    ...EMPTY_ROW,
    event_id: random128(),
    site,
    day,
    outcome: outcomeOf(reason),
    reason,
  });
}

const NO_PAGE = { path: null, topic: null, campaign: null, namedSource: NO_NAMED_SOURCE };

/**
 * Derives the visitor's properties, from the cache by visitor key where there is one. The country database is queried
 * only where the observation has no country.
 */
function derive(
  { address, userAgent }: Observation,
  dayKey: DayKey | undefined,
  visitor: string | null,
  context: AnonymizeContext,
): DerivedVisitor {
  if (dayKey === undefined || visitor === null)
    return withCountry(deriveAgent(userAgent), lookUpCountry(address, context));
  const known = context.derived.get(dayKey.day, visitor);
  if (known !== undefined) return known;
  const derived = withCountry(
    cachedAgent(userAgent, dayKey, context.derived),
    lookUpCountry(address, context),
  );
  context.derived.set(dayKey.day, visitor, derived);
  return derived;
}

/** Derives the user agent's properties. Many visitors share one, so they are cached by its keyed hash of the day. */
function cachedAgent(userAgent: string | undefined, dayKey: DayKey, cache: DerivedCache): DerivedAgent {
  if (userAgent === undefined) return deriveAgent(undefined);
  const hash = dayKey.hash('agent', [userAgent]);
  const known = cache.agent(dayKey.day, hash);
  if (known !== undefined) return known;
  const derived = deriveAgent(userAgent);
  cache.setAgent(dayKey.day, hash, derived);
  return derived;
}

/** Nothing of a robot is counted, so nothing more is derived from its name. */
function deriveAgent(userAgent: string | undefined): DerivedAgent {
  const bot = isBot(userAgent);
  const { browser, browserMajor, os, device } = deriveTechnology(bot ? undefined : userAgent);
  return { browser, browserMajor, os, device, bot };
}

/** Adds the country. The fields are written out, because objects of one shape are fast to read. */
function withCountry(agent: DerivedAgent, country: string): DerivedVisitor {
  const { browser, browserMajor, os, device, bot } = agent;
  return { browser, browserMajor, os, device, bot, country };
}

function lookUpCountry(address: Address | undefined, context: AnonymizeContext): string {
  return normalizeCountry(address === undefined ? undefined : context.country(addressText(address)));
}
