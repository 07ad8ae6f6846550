/** `headcount demo`: sends simulated visitors to a collector over HTTP and prints the counts that it must arrive at. */
import { randomInt } from 'node:crypto';
import { InvalidArgumentError, type Command } from 'commander';
import { SingleBar } from 'cli-progress';
import { knownTruth, type KnownTruth } from '#core/demo/known-truth';
import { simulateVisitors } from '#core/demo/simulate-visitors';
import { UsageError } from '#core/operator/failures';
import { addDays, Zone } from '#core/time/zone';
import {
  chooseSite,
  openContext,
  withSharedOptions,
  type CommandContext,
  type SharedOptions,
} from './context.ts';
import { addressOf } from '../operator/collector-address.ts';
import { findKey, sendVisitors } from './simulated-sender.ts';

interface DemoOptions extends SharedOptions {
  readonly url: string;
  readonly visitors: number;
  readonly days: number;
  readonly site?: string;
  readonly seed?: number;
  readonly month?: boolean;
}

/** Events per request. */
const BATCH_SIZE = 100;
/** A collector accepts events up to 24 hours old from a server; five minutes are kept for transport. */
const MAX_AGE_MS = 86_400_000 - 300_000;

export function register(command: Command): void {
  withSharedOptions(command)
    .option('--url <url>', 'collector', 'http://127.0.0.1:8787')
    .option('--visitors <n>', 'visitors per day', parseWhole(1, 1_000_000), 300)
    .option(
      '--days <n>',
      '1: today so far; 2: also the part of yesterday within the last 24 hours (counted without ' +
        'visitors: its salt is deleted)',
      parseWhole(1, 2),
      1,
    )
    .option('--site <id>', 'site, where several are configured (default: the only one)')
    .option(
      '--seed <n>',
      'the same seed sends the same visitors (default: another one each time; with --month: 1)',
      parseWhole(0, 4_294_967_295),
    )
    .option(
      '--month',
      'fill the data directory of the demo site with the last complete month of simulated visitors, marked as ' +
        'such, with its reports, instead of sending any',
    )
    .action(async (options: DemoOptions) => {
      const context = openContext(options);
      if (options.month !== true) return demo(context, options);
      for (const name of ['url', 'days', 'site'])
        if (command.getOptionValueSource(name) === 'cli')
          throw new UsageError(`--month sends nothing: leave --${name} out`);
      const { demoMonth } = await import('./demo-month.ts');
      await demoMonth(context, options);
    });
}

async function demo(context: CommandContext, options: DemoOptions): Promise<void> {
  const site = chooseSite(context.config, options.site);
  const base = addressOf(options.url);
  const key = await findKey(context, site, base);
  const origin =
    site.origins.find((candidate) => site.hosts.includes(new URL(candidate).hostname)) ??
    `https://${site.hosts[0]}`;
  const zone = new Zone(context.config.timeZone);
  const now = Date.now();
  const seed = options.seed ?? randomInt(4_294_967_295);
  const days = Array.from({ length: options.days }, (_, back) => addDays(zone.day(now), -back))
    .map((day, back) => {
      const from = Math.max(zone.startOfDay(day), now - MAX_AGE_MS);
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

  const requests = days.flatMap((day) => day.requests);
  const bar =
    process.stderr.isTTY && !context.quiet
      ? new SingleBar({ format: 'sending {bar} {value}/{total} events', stream: process.stderr })
      : undefined;
  bar?.start(requests.length, 0);
  const outcomes: Record<string, number> = {};
  try {
    for (let start = 0; start < requests.length; start += BATCH_SIZE) {
      const batch = requests.slice(start, start + BATCH_SIZE);
      const answer = await sendVisitors(base, key, batch);
      tally(outcomes, 'accepted', answer.accepted);
      for (const { reason } of [...answer.dropped, ...answer.rejected]) tally(outcomes, reason, 1);
      bar?.increment(batch.length);
    }
  } finally {
    bar?.stop();
  }
  printResult(context, {
    site: site.id,
    seed,
    sent: requests.length,
    answered: outcomes,
    days: days.map(({ day, salted, requests }) => Object.assign({ day, salted }, knownTruth(requests))),
  });
}

interface DemoResult {
  readonly site: string;
  readonly seed: number;
  readonly sent: number;
  readonly answered: Record<string, number>;
  /**
   * `salted`: the day's salt still exists, so visitors are counted; otherwise only page views, visits and seconds are.
   */
  readonly days: readonly (KnownTruth & { readonly day: string; readonly salted: boolean })[];
}

function listCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .toSorted((a, b) => b[1] - a[1])
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

function printResult(context: CommandContext, result: DemoResult): void {
  if (context.json) return context.print(JSON.stringify(result));
  for (const { day, salted, visitors, page_views, visits, outcomes, countries, media } of result.days) {
    context.print(
      `${day}: ${visitors} visitors${salted ? '' : ' (not counted as visitors: the salt of the day is deleted)'}, ${visits} visits, ${page_views} page views\n  events: ${listCounts(outcomes)}\n  countries: ${listCounts(countries)}\n  ways in: ${listCounts(media)}`,
    );
  }
  context.note(
    `${result.sent} events sent (seed ${result.seed}); the answers: ${Object.entries(result.answered)
      .map(([word, count]) => `${word} ${count}`)
      .join(', ')}`,
  );
}

function tally(counts: Record<string, number>, name: string, count: number): void {
  if (count > 0) counts[name] = (counts[name] ?? 0) + count;
}

function parseWhole(min: number, max: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < min || number > max)
      throw new InvalidArgumentError(`a whole number from ${min} to ${max}`);
    return number;
  };
}
