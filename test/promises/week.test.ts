/**
 * A week of traffic with known truth through the whole program: HTTP, journal, a crash, seal, query, report. The
 * expected result of each request is modelled here from the definitions; no bound leaves a choice, so every figure is
 * known.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArrivalRow } from '#core/event/fields';
import { parseConfig } from '#core/config/parse-config';
import { FACTS } from '#queries/facts/catalogue';
import { dataDir } from '#runtime/local/data-dir';
import { openLake } from '#runtime/local/lake/open-lake';
import { oracle, type OracleFacts } from '../oracle/oracle.ts';
import { oneOf, rounds } from '../support/full-length.ts';
import { Place, type Running } from '../support/program.ts';
import { seeded } from './linkage/simulated-site.ts';

const KEY = 'the-key-of-the-week';
const CONFIG = {
  timeZone: 'Europe/Berlin',
  k: 2,
  sites: [
    {
      id: 'shop',
      hosts: ['shop.example'],
      origins: ['https://shop.example'],
      keyFile: './key',
      maxWorth: 100,
      topics: [
        { name: 'Microscopes', paths: ['/microscopes/*'] },
        { name: 'Help', paths: ['/help'] },
      ],
      goals: ['signup'],
      campaigns: ['spring'],
      props: { plan: ['free', 'pro'] },
      exclude: { paths: ['/admin/*'] },
    },
  ],
};
const DAYS = [
  '2026-03-09',
  '2026-03-10',
  '2026-03-11',
  '2026-03-12',
  '2026-03-13',
  '2026-03-14',
  '2026-03-15',
];

interface Agent {
  readonly text: string;
  readonly browser: string;
  readonly browser_major: number;
  readonly os: string;
  readonly device: string;
}
const AGENTS: readonly Agent[] = [
  {
    text: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
    browser: 'Chrome',
    browser_major: 131,
    os: 'Windows',
    device: 'desktop',
  },
  {
    text: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
    browser: 'Firefox',
    browser_major: 133,
    os: 'Linux',
    device: 'desktop',
  },
  {
    text: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    browser: 'Safari',
    browser_major: 18,
    os: 'iOS',
    device: 'mobile',
  },
];
interface WayIn {
  readonly query: string;
  readonly link: string;
  readonly referrer: string;
  readonly source: string;
  readonly medium: string;
  readonly campaign: string | null;
}
const WAYS_IN: readonly WayIn[] = [
  { query: '', link: '', referrer: '(none)', source: '(none)', medium: 'direct', campaign: null },
  {
    query: '',
    link: 'https://www.google.com/search?q=x',
    referrer: 'google.com',
    source: 'Google',
    medium: 'search',
    campaign: null,
  },
  {
    query: '',
    link: 'https://blog.partner.example/post',
    referrer: 'partner.example',
    source: 'partner.example',
    medium: 'referral',
    campaign: null,
  },
  {
    query: '?utm_source=letter&utm_medium=email&utm_campaign=spring',
    link: '',
    referrer: '(none)',
    source: 'letter',
    medium: 'mail',
    campaign: 'spring',
  },
];
const PATHS = ['/', '/help', '/microscopes/alpha', '/microscopes/beta', '/about'];
const topicOf = (path: string) =>
  path.startsWith('/microscopes/') ? 'Microscopes' : path === '/help' ? 'Help' : '(no topic)';

interface Item {
  readonly wire: Record<string, unknown>;
  readonly row: ArrivalRow;
}

/** Local hour of a day in March, before summer time: Berlin is one hour ahead of UTC. */
const instant = (day: string, hour: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + (hour - 1) * 3_600_000 + 11 * 60_000).toISOString();

const NOTHING = Object.fromEntries(
  [
    'hour',
    'reason',
    'visitor',
    'name',
    'path',
    'topic',
    'goal',
    'referrer',
    'source',
    'medium',
    'campaign',
    'country',
    'language',
    'browser',
    'browser_major',
    'os',
    'device',
    'screen',
    'entry',
    'engaged_seconds',
    'scroll_pct',
    'props',
    'worth_cents',
  ].map((name) => [name, null]),
) as unknown as ArrivalRow;
let serial = 0;
const nextId = () => {
  serial += 1;
  return serial.toString(16).padStart(32, '0');
};

/** One visitor's day: the events sent, and the row that each must become. */
function visitorDay(day: string, index: number, random: () => number): Item[] {
  const choose = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const [agent, way] = [choose(AGENTS), choose(WAYS_IN)];
  const [country, language] = choose([
    ['DE', 'de'],
    ['AT', 'de'],
    ['FR', 'fr'],
    ['US', 'en'],
  ] as const);
  const [width, screen] = choose([
    [390, '<576'],
    [1024, '992-1439'],
    [1920, '1440+'],
  ] as const);
  const hour = 6 + Math.floor(random() * 12);
  const visits = PATHS.toSorted(() => random() - 0.5).slice(0, 1 + Math.floor(random() * 3));
  const common = {
    site: 'shop',
    day,
    outcome: 'stored',
    visitor: `v${index}`,
    country,
    language,
    browser: agent.browser,
    browser_major: agent.browser_major,
    os: agent.os,
    device: agent.device,
    screen,
    props: {},
  };
  const wire = {
    site: 'shop',
    ip: `198.51.100.${index}`,
    user_agent: agent.text,
    country,
    language: `${language}-XX`,
    screen: width,
  };
  const item = (
    name: string,
    path: string,
    at: number,
    more: Record<string, unknown>,
    row: Partial<ArrivalRow>,
  ): Item => ({
    wire: {
      ...wire,
      id: crypto.randomUUID(),
      name,
      url: `https://shop.example${path}`,
      time: instant(day, at),
      ...more,
    },
    row: { ...NOTHING, ...common, event_id: nextId(), name, path, hour: at, topic: topicOf(path), ...row },
  });
  const inside = { referrer: '(internal)', source: '(none)', medium: 'direct' };
  const items = visits.map((path, nth) =>
    nth === 0
      ? item(
          'pageview',
          path,
          hour,
          { url: `https://shop.example${path}${way.query}`, referrer: way.link },
          {
            path,
            referrer: way.referrer,
            source: way.source,
            medium: way.medium,
            campaign: way.campaign,
            entry: true,
          },
        )
      : item('pageview', path, hour + 1, { referrer: 'https://shop.example/' }, { ...inside, entry: false }),
  );
  const first = items[0]?.row.path ?? '/';
  if (random() < 0.6)
    items.push(
      item(
        'engagement',
        visits[0] ?? '/',
        hour,
        { url: `https://shop.example${first}`, engaged_ms: 41_900, scroll_pct: 80 },
        { path: first, engaged_seconds: 41, scroll_pct: 80 },
      ),
    );
  if (random() < 0.3) {
    const plan = choose(['free', 'pro', 'none of them']);
    items.push(
      item(
        'signup',
        '/about',
        hour + 2,
        { props: { plan, other: 'x' }, value: 19.5 },
        { goal: 'signup', props: { plan: plan.startsWith('none') ? '(other)' : plan }, worth_cents: 1950 },
      ),
    );
  }
  return items;
}

const dropped = (day: string, outcome: string, reason: string, site = 'shop'): ArrivalRow => ({
  ...NOTHING,
  site,
  day,
  outcome,
  reason,
  event_id: nextId(),
});

/** Requests that are not a visitor's page view, with the tally that they must become. */
function others(day: string): Item[] {
  const base = {
    site: 'shop',
    id: crypto.randomUUID(),
    name: 'pageview',
    url: 'https://shop.example/',
    ip: '198.51.100.250',
    user_agent: AGENTS[0]?.text,
    time: instant(day, 9),
  };
  return [
    { wire: { ...base, opted_out: true }, row: dropped(day, 'opted_out', 'opted_out') },
    {
      wire: {
        ...base,
        user_agent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
      },
      row: dropped(day, 'bot', 'bot'),
    },
    { wire: { ...base, url: 'https://shop.example/admin/x' }, row: dropped(day, 'excluded', 'excluded') },
    { wire: { ...base, url: 'https://other.example/' }, row: dropped(day, 'rejected', 'host_not_allowed') },
    { wire: { ...base, url: 'no address' }, row: dropped(day, 'rejected', 'invalid_event') },
  ];
}

async function post(server: Running, events: readonly Record<string, unknown>[]): Promise<void> {
  for (let at = 0; at < events.length; at += 50) {
    const answer = await fetch(`${server.url}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}` },
      body: JSON.stringify({ events: events.slice(at, at + 50) }),
    });
    expect(answer.status).toBe(202);
  }
}

const text = (value: unknown) => (value === null ? 'null' : String(value));

describe('a week of traffic with known truth', () => {
  let place: Place;
  let truth: OracleFacts;
  beforeAll(async () => {
    place = new Place(CONFIG);
    writeFileSync(join(place.folder, 'key'), KEY);
    const random = seeded(20260309);
    const rows: ArrivalRow[] = [];
    for (const day of DAYS) {
      place.setClock(instant(day, 22));
      const items = [
        ...Array.from({ length: 12 + Math.floor(random() * 20) }, (_, index) =>
          visitorDay(day, index + 1, random),
        ).flat(),
        ...others(day),
      ];
      const wires = items.map(({ wire }) => wire);
      const again = items.filter(({ row }) => row.outcome === 'stored' && random() < 0.2);
      rows.push(...items.map(({ row }) => row), ...again.map(({ row }) => row));
      let server = await place.start();
      await post(server, wires);
      // On one day the power fails after the acknowledgement; the senders retry some events.
      if (day === DAYS[3]) await server.stop('SIGKILL');
      else if (rounds(0, 1) === 1) await server.stop();
      if (server.process.killed) server = await place.start();
      await post(
        server,
        again.map(({ wire }) => wire),
      );
      await server.stop();
    }
    place.setClock('2026-03-16T04:00:00Z');
    const sealed = await place.run(['seal', '--json']);
    expect(sealed.status, sealed.stderr).toBe(0);
    truth = oracle(rows, { siteDays: DAYS.map((day) => ({ site: 'shop', day })), worthCents: 10_000 });
  });
  afterAll(() => place.dispose());

  const NAMES = [...FACTS.map((fact) => fact.name), 'completeness'];
  const byProgram = new Set(oneOf(5, NAMES));

  /**
   * Returns the rows of a fact: for some by the program, which takes a process for each, and for the others by the
   * views that it queries.
   */
  async function rowsOf(name: string): Promise<readonly Record<string, unknown>[]> {
    const sql = `select * from ${name} where site = 'shop'`;
    if (byProgram.has(name)) return await query(sql);
    const db = await openLake(dataDir(place.data), parseConfig(JSON.stringify(CONFIG)), FACTS);
    try {
      return await db.rows(sql);
    } finally {
      await db.close();
    }
  }

  async function query(sql: string): Promise<Record<string, unknown>[]> {
    const ran = await place.run(['query', sql, '--json']);
    expect(ran.status, ran.stderr).toBe(0);
    return JSON.parse(ran.stdout) as Record<string, unknown>[];
  }

  it.each(NAMES)('gives the fact %s exactly as defined', async (name) => {
    const fact = FACTS.find((one) => one.name === name);
    const grain = ['site', 'day', ...(fact?.grain.map((column) => column.name) ?? ['outcome', 'reason'])];
    const measures = fact?.measures.map((measure) => measure.name) ?? ['items'];
    const found = (await rowsOf(name)).map((row) => ({
      key: grain
        .map((column) => (column === 'reason' && row[column] === null ? '(none)' : text(row[column])))
        .join('|'),
      ...Object.fromEntries(measures.map((measure) => [measure, row[measure]])),
    }));
    const expected = [...(truth[name] ?? [])].map(([key, cell]) => ({
      key,
      ...Object.fromEntries(measures.map((measure) => [measure, cell[measure] ?? 0])),
    }));
    const order = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
    expect(expected.length).toBeGreaterThan(0);
    expect(found.toSorted(order)).toEqual(expected.toSorted(order));
  });

  it('gives the figures of the reports', async () => {
    const ran = await place.run([
      'report',
      'audience',
      'content',
      'market',
      '--inside',
      '--json',
      '--period',
      '2026-W11',
    ]);
    expect(ran.status, ran.stderr).toBe(0);
    const { reports } = JSON.parse(ran.stdout) as {
      reports: {
        state: string;
        tables: { name: string; columns: { name: string }[]; rows: (string | number)[][] }[];
      }[];
    };
    const table = (name: string) =>
      reports.flatMap((report) => report.tables).find((one) => one.name === name);
    const column = (name: string, of: string) =>
      table(name)?.columns.findIndex((one) => one.name === of) ?? -1;
    const sum = (fact: string, measure: string, keep: (key: string) => boolean = () => true) =>
      [...(truth[fact] ?? [])]
        .filter(([key]) => keep(key))
        .reduce((total, [, cell]) => total + (cell[measure] ?? 0), 0);
    for (const measure of ['visitors', 'page_views', 'visits', 'engaged_seconds']) {
      expect(table('total')?.rows[0]?.[column('total', measure)], measure).toBe(sum('days', measure));
      for (const row of table('days')?.rows ?? [])
        expect(row[column('days', measure)]).toBe(sum('days', measure, (key) => key === `shop|${row[0]}`));
    }
    expect(table('days')?.rows).toHaveLength(7);
    expect(reports.every((report) => report.state === 'complete')).toBe(true);
    for (const row of table('pages')?.rows ?? [])
      expect(row[column('pages', 'visitors')]).toBe(
        sum('pages', 'visitors', (key) => key.split('|').slice(2).join('|') === row[0]),
      );
    for (const row of table('countries')?.rows ?? [])
      expect(row[column('countries', 'visitors')]).toBe(
        sum('visitors', 'visitors', (key) => key.endsWith(`|country|${row[0]}`)),
      );
    expect(table('countries')?.rows.length).toBeGreaterThan(2);
  });

  it('balances: received is the sum of the outcomes, and no day lacks an item', async () => {
    const status = await place.run(['status', '--json']);
    const { days } = JSON.parse(status.stdout) as { days: Record<string, number>[] };
    const outcomes = ['stored', 'duplicate', 'bot', 'opted_out', 'excluded', 'rejected', 'late'];
    expect(days.length).toBeGreaterThanOrEqual(7);
    for (const day of days)
      expect(outcomes.reduce((total, outcome) => total + (day[outcome] ?? 0), 0)).toBe(day['received']);
  });
});
