/** `headcount demo`: sends simulated visitors to a collector over HTTP and prints what it must have counted. It may not touch a data directory. */
import { readFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { SingleBar } from 'cli-progress';
import { knownTruth, type KnownTruth } from '#core/demo/known-truth';
import { simulateVisitors, type SimulatedRequest } from '#core/demo/simulate-visitors';
import type { SiteConfig } from '#core/config/schema';
import { addDays, Zone } from '#core/time/zone';
import {
  chooseSite,
  openContext,
  withSharedOptions,
  type CommandContext,
  type SharedOptions,
} from './context.ts';
import { CannotError, UsageError } from '#core/operator/failures';

interface DemoOptions extends SharedOptions {
  readonly url: string;
  readonly visitors: number;
  readonly days: number;
  readonly site?: string;
  readonly seed?: number;
}

interface Answer {
  readonly accepted: number;
  readonly dropped: readonly { readonly reason: string }[];
  readonly rejected: readonly { readonly reason: string }[];
}

/** Events of a request. */
const BATCH = 100;
/** A collector takes a server's times of the last 24 hours; a margin for the way there. */
const OLDEST = 86_400_000 - 300_000;

export function register(command: Command): void {
  withSharedOptions(command)
    .option('--url <url>', 'collector', 'http://127.0.0.1:8787')
    .option('--visitors <n>', 'visitors a day', whole(1, 1_000_000), 300)
    .option(
      '--days <n>',
      '1: today so far; 2: also what of yesterday is less than 24 hours ago (counted without visitors: its salt is gone)',
      whole(1, 2),
      1,
    )
    .option('--site <id>', 'site, where several are configured')
    .option('--seed <n>', 'the same seed sends the same visitors', whole(0, 4_294_967_295))
    .action(async (options: DemoOptions) => {
      await demo(openContext(options), options);
    });
}

async function demo(context: CommandContext, options: DemoOptions): Promise<void> {
  const site = chooseSite(context.config, options.site);
  const base = baseOf(options.url);
  const key = await keyFor(context, site, base);
  const origin =
    site.origins.find((one) => site.hosts.includes(new URL(one).hostname)) ?? `https://${site.hosts[0]}`;
  const zone = new Zone(context.config.timeZone);
  const now = Date.now();
  const seed = options.seed ?? randomInt(4_294_967_295);
  const days = Array.from({ length: options.days }, (_, back) => addDays(zone.day(now), -back))
    .map((day, back) => {
      const from = Math.max(zone.startOfDay(day), now - OLDEST);
      const to = back === 0 ? now : Math.max(from, zone.startOfDay(addDays(day, 1)) - 1);
      return {
        day,
        salted: back === 0,
        requests: simulateVisitors({
          seed: seed + back,
          visitors: options.visitors,
          from,
          to,
          origin,
          site: site.id,
        }),
      };
    })
    .toReversed();

  const all = days.flatMap((one) => one.requests);
  const bar =
    process.stderr.isTTY && !context.quiet
      ? new SingleBar({ format: 'sending {bar} {value}/{total} events', stream: process.stderr })
      : undefined;
  bar?.start(all.length, 0);
  const answered: Record<string, number> = {};
  try {
    for (let at = 0; at < all.length; at += BATCH) {
      const batch = all.slice(at, at + BATCH);
      const answer = await send(base, key, batch);
      tally(answered, 'accepted', answer.accepted);
      for (const { reason } of [...answer.dropped, ...answer.rejected]) tally(answered, reason, 1);
      bar?.increment(batch.length);
    }
  } finally {
    bar?.stop();
  }
  report(context, {
    site: site.id,
    seed,
    sent: all.length,
    answered,
    days: days.map(({ day, salted, requests }) => Object.assign({ day, salted }, knownTruth(requests))),
  });
}

interface Sent {
  readonly site: string;
  readonly seed: number;
  readonly sent: number;
  readonly answered: Record<string, number>;
  /** `salted`: the day's salt lives, so that its visitors are counted; else only page views, visits and seconds are. */
  readonly days: readonly (KnownTruth & { readonly day: string; readonly salted: boolean })[];
}

function list(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .toSorted((a, b) => b[1] - a[1])
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

function report(context: CommandContext, sent: Sent): void {
  if (context.json) return context.print(JSON.stringify(sent));
  for (const { day, salted, visitors, page_views, visits, outcomes, countries, media } of sent.days) {
    context.print(
      `${day}: ${visitors} visitors${salted ? '' : ' (counted without: the salt of the day is gone)'}, ${visits} visits, ${page_views} page views\n  events: ${list(outcomes)}\n  countries: ${list(countries)}\n  ways in: ${list(media)}`,
    );
  }
  context.note(
    `${sent.sent} events sent (seed ${sent.seed}); the answers: ${Object.entries(sent.answered)
      .map(([word, count]) => `${word} ${count}`)
      .join(', ')}`,
  );
}

/** A visitor's address and browser are for a server to tell, and a server shows the site's key. */
async function send(base: string, key: string, requests: readonly SimulatedRequest[]): Promise<Answer> {
  const events = requests.map(({ at, event, visitor }) => ({
    ...event,
    ip: visitor.ip,
    user_agent: visitor.userAgent,
    country: visitor.country,
    time: new Date(at).toISOString(),
    ...(visitor.kind === 'opted_out' ? { opted_out: true } : {}),
  }));
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ events }),
  };
  for (let attempt = 1; ; attempt += 1) {
    const response = await reach(`${base}/v1/events`, init);
    if (response.status === 202) return (await response.json()) as Answer;
    const again = (response.status === 429 || response.status === 503) && attempt < 20;
    if (!again)
      throw new CannotError(
        `${base} answered ${response.status}: is it a Headcount collector, and does it know the site and the key?`,
      );
    await new Promise((resolve) => {
      setTimeout(resolve, 1000 * Math.min(5, Number(response.headers.get('retry-after') ?? 1)));
    });
  }
}

/** The site's key file; of the built-in demo site the key that a server on this machine gives to its operator. */
async function keyFor(context: CommandContext, site: SiteConfig, base: string): Promise<string> {
  if (site.keyFile !== undefined) {
    try {
      return readFileSync(resolve(context.configFolder, site.keyFile), 'utf8').trim();
    } catch {
      throw new CannotError(`the key file of ${site.id} cannot be read: ${site.keyFile}`);
    }
  }
  const response = await reach(`${base}/demo/key`, {});
  if (response.ok) return ((await response.json()) as { key: string }).key;
  throw new CannotError(
    `${base} does not run the built-in demo site on this machine, and ${site.id} has no keyFile in the configuration: visitors can be simulated with the site's key only`,
  );
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    throw new CannotError(
      `nothing answers at ${new URL(url).origin}: start it with headcount start, or name another with --url`,
    );
  }
}

function baseOf(url: string): string {
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new UsageError('--url takes an address as http://127.0.0.1:8787');
  return url.replace(/\/+$/, '');
}

function tally(counts: Record<string, number>, word: string, count: number): void {
  if (count > 0) counts[word] = (counts[word] ?? 0) + count;
}

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most)
      throw new InvalidArgumentError(`a whole number from ${least} to ${most}`);
    return number;
  };
}
