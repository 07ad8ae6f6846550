/**
 * `headcount check`: whether a collector takes what browsers of a site send, the tag for its pages, and when each thing will
 * show. It sends one event that counts, and may not touch a data directory.
 */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { addDays, Zone } from '#core/time/zone';
import type { SiteConfig } from '#core/config/schema';
import { collectsLive } from '#core/seal/plan-seals';
import { isAws, withTarget, type TargetOptions } from './aws/target.ts';
import {
  chooseSite,
  openContext,
  withSharedOptions,
  type CommandContext,
  type SharedOptions,
} from './context.ts';
import { CannotError, UsageError } from './failure.ts';

export interface CheckOptions extends SharedOptions, TargetOptions {
  readonly url?: string;
  readonly site?: string;
}

/** What a deployment is and takes. */
export interface Place {
  readonly url: string;
  readonly scriptTag: string;
  /** In words, from the day on which the event was sent. */
  readonly shows: (day: string) => readonly { readonly what: string; readonly when: string }[];
}

interface Answer {
  readonly accepted?: number;
  readonly dropped?: readonly { readonly reason: string }[];
  readonly rejected?: readonly { readonly reason: string; readonly detail?: string }[];
  readonly detail?: string;
  readonly title?: string;
}

/** The name of the event that counts. */
const NAME = 'headcount_check';
/** A browser, as far as the collector looks. */
const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const PATIENCE = 15_000;

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .option('--url <url>', 'collector (default: http://127.0.0.1:8787; with --target aws that of the stacks)')
    .option('--site <id>', 'site, where several are configured')
    .action(async (options: CheckOptions) => {
      await check(options, openContext(options));
    });
}

async function check(options: CheckOptions, context: CommandContext): Promise<void> {
  const site = chooseSite(context.config, options.site);
  if (!collectsLive(site))
    throw new UsageError(
      `${site.id} has no origins, so no browser may post for it: add "origins" to it in the configuration`,
    );
  const place = isAws(options)
    ? await (await import('./aws/place-on-aws.ts')).placeOnAws(options, context, site)
    : localPlace(options, site);
  const day = new Zone(context.config.timeZone).day(Date.now());
  await send(place.url, site, '?dry_run=1');
  context.note(`headcount: a dry run was taken by ${place.url}`);
  await send(place.url, site, '');
  context.note(`headcount: one event ${NAME} of ${site.id} was acknowledged; it counts`);
  const hints = isAws(options)
    ? await (await import('./aws/hints-on-aws.ts')).hintsOnAws(context, options)
    : await hintsOf(place.url);
  for (const hint of hints) context.note(`headcount: ${hint}`);
  const shows = place.shows(day);
  if (context.json) {
    context.print(
      JSON.stringify({
        url: place.url,
        site: site.id,
        event: NAME,
        script_tag: place.scriptTag,
        shows,
        ...(hints.length === 0 ? {} : { hints }),
      }),
    );
    return;
  }
  context.print(
    [place.scriptTag, '', ...shows.map(({ what, when }) => `${what.padEnd(26)} ${when}`)].join('\n'),
  );
}

function localPlace({ url }: CheckOptions, site: SiteConfig): Place {
  const base = baseOf(url ?? 'http://127.0.0.1:8787');
  return {
    url: base,
    scriptTag: scriptTag(base, site),
    shows: (day) => [
      { what: 'live page, headcount live', when: 'now, from the first visitor-days on (as many as k says)' },
      { what: 'report --inside, query', when: `when ${day} is sealed: ${addDays(day, 1)}, 03:00 local time` },
      { what: 'report, releases', when: `right after that: the totals of ${day}` },
      { what: 'monthly pages', when: `when ${day.slice(0, 7)} is over and its last day is sealed` },
    ],
  };
}

export function scriptTag(base: string, site: SiteConfig): string {
  return `<script defer src="${base}/headcount.js" data-site="${site.id}"></script>`;
}

/** Without a slash at the end; throws a UsageError for what is no http address. */
export function baseOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError('--url takes an address as https://stats.example.com');
  return url.href.replace(/\/+$/, '');
}

/** What the collector says of those who came today, this event among them: it comes past a proxy where `--url` is not the public address. */
async function hintsOf(base: string): Promise<readonly string[]> {
  try {
    const response = await fetch(`${base}/healthz`, { signal: AbortSignal.timeout(PATIENCE) });
    return ((await response.json()) as { readonly hints?: readonly string[] }).hints ?? [];
  } catch {
    return [];
  }
}

/** Throws a CannotError that says why it was not taken. */
async function send(base: string, site: SiteConfig, query: string): Promise<void> {
  const origin = site.origins[0];
  const page = `https://${site.hosts[0] ?? ''}/`;
  const event = { id: randomUUID(), site: site.id, name: NAME, url: page };
  let response: Response;
  try {
    response = await fetch(`${base}/v1/events${query}`, {
      method: 'POST',
      body: JSON.stringify(event),
      signal: AbortSignal.timeout(PATIENCE),
      headers: {
        'content-type': 'text/plain;charset=UTF-8',
        'user-agent': BROWSER,
        ...(origin === undefined ? {} : { origin }),
      },
    });
  } catch {
    throw new CannotError(
      `no collector answers at ${base}: is it started or deployed, and is the address right?`,
    );
  }
  const answer = (await response.json().catch(() => ({}))) as Answer;
  const refused = [...(answer.dropped ?? []), ...(answer.rejected ?? [])].map((one) => one.reason);
  if (response.status === 202 && answer.accepted === 1) return;
  if (response.status === 202)
    throw new CannotError(
      `${base} answers, but does not count the event (${refused.join(', ')}): is the site's configuration there the one here?`,
    );
  throw new CannotError(
    `${base} answers ${response.status}${answer.detail === undefined ? '' : ` (${answer.detail.slice(0, 200)})`}: ${response.status === 403 ? `may ${String(origin)} post for ${site.id} there?` : response.status === 404 ? 'is it a collector?' : 'see its log'}`,
  );
}
