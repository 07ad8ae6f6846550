/**
 * The promise of a release, from posted events to the files that a web server publishes: as the audit of logs, over
 * sites that collect live. The server runs under the world's clock, and a day without an event is a day all the same.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, describe, expect, it } from 'vitest';
import { unexplained } from './compare-worlds.ts';
import { AFTERWARDS, CONFIG, DAYS, EMPTY_DAY } from './neighbours.ts';
import { addressOf, userAgentOf } from './visits.ts';
import { PROGRAM_UNDER_AUDIT, World } from './world.ts';

const KEY = 'the-key-of-the-audit';
const [SITE] = CONFIG.sites;
const LIVE = {
  ...CONFIG,
  sites: [
    {
      ...SITE,
      origins: ['https://shop.example'],
      keyFile: './key',
      goals: ['signup'],
      props: { plan: ['free', 'pro'], free: true },
      maxWorth: 100,
    },
  ],
};

const opened: World[] = [];
afterAll(() => {
  for (const world of opened) world.dispose();
});

type Event = Readonly<Record<string, unknown>>;

function eventsOf(visitor: number, events: readonly Event[]): readonly Event[] {
  return events.map((event) => ({
    name: 'pageview',
    ip: addressOf(visitor),
    user_agent: userAgentOf(visitor),
    language: 'de',
    ...event,
  }));
}

const page = (path: string, entry = true): Event => ({ url: `https://shop.example${path}`, entry });

const everybodyOn = (day: string): readonly Event[] =>
  day === EMPTY_DAY
    ? []
    : Array.from({ length: 12 }, (_, count) => eventsOf(count, [page('/'), page('/about', false)])).flat();

const LIGHT = eventsOf(70_001, [page('/'), page('/only-i-know-this', false)]);
const HEAVY = eventsOf(
  70_001,
  Array.from({ length: 80 }, (_, count): Event => {
    const url = `https://shop.example/${'ABCDE'[count % 5]}/${count}?utm_campaign=c${count}`;
    const names = ['pageview', 'signup', 'engagement', `own-${count % 9}`];
    return {
      name: names[count % 4],
      url,
      engaged_ms: 7_200_000,
      scroll_pct: 100,
      screen: 300 + count * 20,
      props: { plan: 'pro', free: `value ${count}`, more: 'x' },
      ...(count % 4 === 0 ? {} : { value: 1e9 }),
    };
  }).map(({ engaged_ms, scroll_pct, ...event }) =>
    event['name'] === 'engagement' ? { ...event, engaged_ms, scroll_pct } : event,
  ),
);

/** Runs a live site over the days, with more events on some of them. */
async function runLiveWorld(more: Readonly<Record<string, readonly Event[]>>): Promise<World> {
  const world = new World(LIVE);
  opened.push(world);
  world.write('key', KEY);
  for (const day of DAYS) await post(world, day, [...everybodyOn(day), ...(more[day] ?? [])]);
  await world.take([
    { at: AFTERWARDS, words: ['seal'] },
    { at: AFTERWARDS, words: ['release'] },
  ]);
  return world;
}

/** Starts a server at noon, posts, and ends it. */
async function post(world: World, day: string, events: readonly Event[]): Promise<void> {
  world.setClock(`${day}T12:00:00Z`);
  const server = spawn(process.execPath, [PROGRAM_UNDER_AUDIT, 'start', '--port', '0', '--json'], {
    cwd: world.folder,
    env: { ...world.env() },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const url = await new Promise<string>((listening, failed) => {
      let output = '';
      server.stdout.on('data', (chunk) => {
        const found = /"url":\s*"([^"]+?)\/?"/.exec((output += chunk));
        if (found?.[1] !== undefined) listening(found[1]);
      });
      server.once('exit', () => failed(new Error('the server ended before it listened')));
    });
    if (events.length === 0) return;
    const answer = await fetch(`${url}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}` },
      body: JSON.stringify({ site: 'shop', events }),
    });
    expect(answer.status).toBe(202);
    expect(((await answer.json()) as { readonly rejected: readonly unknown[] }).rejected).toEqual([]);
  } finally {
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
  }
}

describe('two live sites that differ in one visitor-day', () => {
  const base = runLiveWorld({});
  it.each<{ readonly name: string; readonly more: Readonly<Record<string, readonly Event[]>> }>([
    { name: 'is heavy beyond every bound', more: { '2026-03-10': HEAVY } },
    { name: 'is alone on its day', more: { [EMPTY_DAY]: LIGHT } },
  ])('differ in public by noise alone where it $name', async ({ more }) => {
    const without = (await base).public();
    const neighbour = (await runLiveWorld(more)).public();
    expect(without.releases.map(({ period }) => period)).toEqual(
      expect.arrayContaining(['2026-03', EMPTY_DAY]),
    );
    expect(unexplained(without, neighbour)).toEqual([]);
  });
});
