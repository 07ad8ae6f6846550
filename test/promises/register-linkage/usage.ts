/**
 * What the stream keeps of simulated people: their events through the real collector, and the facts by the real SQL.
 */
import { DerivedCache } from '#core/anonymize/derived-cache';
import { collect } from '#core/collect/collect';
import type { CollectContext } from '#core/collect/raw-request';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import type { AnonymousEvent } from '#core/event/anonymous-event';
import type { SqlRow } from '#core/ports/query-engine';
import { createDayKey } from '#runtime/node/keyed-hash';
import { factsOf } from '../../support/facts-of.ts';
import { TOPICS, type Person } from './people.ts';

/** The attributes that an attacker guesses, as the facts spell them. */
export interface Truth {
  readonly medium: string;
  readonly referrer: string;
  readonly campaign: string;
}

export interface Setting {
  /** Whether the site's configuration names the register. */
  readonly hasWall: boolean;
  /** Page on which the goal `signup` fires. */
  readonly goalOn: string;
}

const ORIGIN = 'https://www.example.com';
const AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const REGISTER = { hosts: ['register.example.com'], paths: ['/register/*'] };

/** A collector for all days of the simulation, with a salt a day. */
function collector(sites: readonly string[], hasWall: boolean) {
  const config = compileConfig(
    parseConfig(
      JSON.stringify({
        sites: sites.map((id) => ({
          id,
          hosts: ['www.example.com'],
          origins: [ORIGIN],
          published: ['/', ...TOPICS.map((topic) => `/${topic}`)],
          topics: TOPICS.map((name) => ({ name, paths: [`/${name}`] })),
          goals: ['signup'],
          campaigns: ['spring-2026', 'newsletter'],
          ...(hasWall ? { register: REGISTER } : {}),
        })),
      }),
    ),
  );
  let random = 0;
  const derived = new DerivedCache();
  const contexts = new Map<string, CollectContext>();
  const contextOf = ({ day }: Person): CollectContext => {
    const known = contexts.get(day) ?? {
      config,
      now: 0,
      dayKey: createDayKey(day, new TextEncoder().encode(day.padEnd(32, '.'))),
      random128: () => (random++).toString(16).padStart(32, '0'),
      country: (ip: string) => ['DE', 'AT', 'CH'][Number(ip.split('.')[1])],
      isSealed: () => false,
      keyMatches: () => false,
      derived,
    };
    contexts.set(day, known);
    return known;
  };
  return (
    one: Person,
    minutes: number,
    event: Readonly<Record<string, unknown>>,
  ): readonly AnonymousEvent[] => {
    const headers: Record<string, string> = {
      origin: ORIGIN,
      'user-agent': AGENT,
      'accept-language': one.language,
    };
    const body = new TextEncoder().encode(JSON.stringify({ site: one.site, name: 'pageview', ...event }));
    return collect(
      {
        method: 'POST',
        path: '/v1/events',
        query: '',
        header: (name) => headers[name],
        body,
        peer: one.address,
      },
      { ...contextOf(one), now: one.instant + minutes * 60_000 },
    ).events;
  };
}

/** The facts by site and day. */
export type FactsOfDay = ReadonlyMap<string, Readonly<Record<string, readonly SqlRow[]>>>;

/** Returns what the stream holds, and the truth of each person, as the stream would spell it without a wall. */
export async function usageOf(all: readonly Person[], { hasWall, goalOn }: Setting, folder: string) {
  const sites = [...new Set(all.map(({ site }) => site))];
  const send = collector(sites, hasWall);
  const withoutWall = collector(sites, false);
  const truths: Truth[] = [];
  const rows: AnonymousEvent[] = [];
  for (const one of all) {
    const [landing = '', ...further] = one.landsOnForm ? ['register/workshop', ...one.topics] : one.topics;
    const first = {
      url: `${ORIGIN}/${landing}?${one.origin.query ?? ''}`,
      ...(one.origin.referrer === undefined ? {} : { referrer: one.origin.referrer }),
    };
    const [seen] = withoutWall(one, 0, first);
    truths.push({
      medium: seen?.medium ?? '',
      referrer: seen?.referrer ?? '',
      campaign: seen?.campaign ?? '(none)',
    });
    rows.push(...send(one, 0, first));
    for (const topic of further)
      rows.push(...send(one, 1, { url: `${ORIGIN}/${topic}`, referrer: `${ORIGIN}/${landing}` }));
    if (one.registersAfter === undefined) continue;
    const { registersAfter: at } = one;
    rows.push(
      ...send(one, at - 1, { url: `${ORIGIN}/register/workshop`, referrer: first.url }),
      ...send(one, at - 1, {
        name: 'outbound',
        url: `${ORIGIN}/${landing}`,
        props: { host: 'register.example.com' },
      }),
      ...send(one, at, { name: 'signup', url: ORIGIN + goalOn }),
      ...send(one, at, {
        url: `${ORIGIN}/`,
        ...(at % 2 === 0 ? { referrer: 'https://register.example.com/' } : {}),
      }),
      ...send(one, at + 1, { url: `${ORIGIN}/${one.topics[0] ?? ''}`, referrer: `${ORIGIN}/` }),
    );
  }
  const facts = new Map<string, Record<string, SqlRow[]>>();
  for (const [name, factRows] of Object.entries(await factsOf(rows, folder)))
    for (const row of factRows) {
      const key = `${String(row['site'])} ${String(row['day'])}`;
      const day = facts.get(key) ?? {};
      facts.set(key, day);
      (day[name] ??= []).push(row);
    }
  return { truths, rows, facts: facts as FactsOfDay };
}
