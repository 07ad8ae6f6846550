/**
 * `headcount check`: sends a collector one event as a browser of a site would (it counts), then prints the tag for the
 * site's pages and when each figure will appear.
 */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { Zone } from '#core/time/zone';
import type { SiteConfig } from '#core/config/schema';
import { scriptTag } from '#core/config/script-tag';
import { CannotError, UsageError } from '#core/operator/failures';
import { collectsLive } from '#core/seal/plan-seals';
import { pinVersion } from '#runtime/node/tracker-versions';
import { chooseSite, openContext, withSharedOptions, type SharedOptions } from './context.ts';
import { openOperator } from './open-operator.ts';
import { withTarget, type TargetOptions } from './target.ts';

interface CheckOptions extends SharedOptions, TargetOptions {
  readonly url?: string;
  readonly site?: string;
}

interface CollectorAnswer {
  readonly accepted?: number;
  readonly dropped?: readonly { readonly reason: string }[];
  readonly rejected?: readonly { readonly reason: string; readonly detail?: string }[];
  readonly detail?: string;
  readonly title?: string;
}

const EVENT_NAME = 'headcount_check';
/** Looks like a browser to the collector, which drops bots. */
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const TIMEOUT_MS = 15_000;

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .option(
      '--url <url>',
      'collector (default: http://127.0.0.1:8787; with --target aws, the collector of the stacks)',
    )
    .option('--site <id>', 'site, where several are configured (default: the only one)')
    .action(check);
}

async function check(options: CheckOptions): Promise<void> {
  const context = openContext(options);
  const site = chooseSite(context.config, options.site);
  if (!collectsLive(site))
    throw new UsageError(
      `${site.id} has no origins, so no browser may post for it: add "origins" to it in the configuration`,
    );
  const operator = await openOperator(context, options);
  const collector = await operator.collector(options.url);
  const { url } = collector;
  const tag = scriptTag(url, site);
  const pinned = await pinnedTag(url, site);
  const day = new Zone(context.config.timeZone).day(Date.now());
  await send(url, site, '?dry_run=1');
  context.note(`headcount: ${url} accepted a dry run`);
  await send(url, site, '');
  context.note(`headcount: one event ${EVENT_NAME} of ${site.id} was acknowledged; it counts`);
  const hints = await collector.hints();
  for (const hint of hints) context.note(`headcount: ${hint}`);
  const shows = collector.eventViews(day);
  if (context.json) {
    context.print(
      JSON.stringify({
        url,
        site: site.id,
        event: EVENT_NAME,
        script_tag: tag,
        ...(pinned === undefined ? {} : { pinned_script_tag: pinned }),
        shows,
        ...(hints.length === 0 ? {} : { hints }),
      }),
    );
    return;
  }
  const pinnedLines = pinned === undefined ? [] : ['', 'of this version alone, checked by browsers:', pinned];
  context.print(
    [tag, ...pinnedLines, '', ...shows.map(({ what, when }) => `${what.padEnd(26)} ${when}`)].join('\n'),
  );
}

/** Returns the tag of the version that the collector serves; undefined where it serves none. */
async function pinnedTag(base: string, site: SiteConfig): Promise<string | undefined> {
  try {
    const response = await fetch(`${base}/headcount.js`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return response.ok ? scriptTag(base, site, pinVersion(await response.text())) : undefined;
  } catch {
    return undefined;
  }
}

/** Sends the event; throws a CannotError with the collector's reason if it was not accepted. */
async function send(base: string, site: SiteConfig, query: string): Promise<void> {
  const origin = site.origins[0];
  const page = `https://${site.hosts[0] ?? ''}/`;
  const event = { id: randomUUID(), site: site.id, name: EVENT_NAME, url: page };
  let response: Response;
  try {
    response = await fetch(`${base}/v1/events${query}`, {
      method: 'POST',
      body: JSON.stringify(event),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        'content-type': 'text/plain;charset=UTF-8',
        'user-agent': USER_AGENT,
        ...(origin === undefined ? {} : { origin }),
      },
    });
  } catch {
    throw new CannotError(
      `no collector answers at ${base}: check that it is running and that the address is right`,
    );
  }
  const answer = (await response.json().catch(() => ({}))) as CollectorAnswer;
  const reasons = [...(answer.dropped ?? []), ...(answer.rejected ?? [])].map((item) => item.reason);
  if (response.status === 202 && answer.accepted === 1) return;
  if (response.status === 202)
    throw new CannotError(
      `${base} answers, but does not count the event (${reasons.join(', ')}): check that the collector has the same configuration of the site`,
    );
  throw new CannotError(
    `${base} answers ${response.status}${answer.detail === undefined ? '' : ` (${answer.detail.slice(0, 200)})`}: ${response.status === 403 ? `check that ${String(origin)} is among the origins of ${site.id} there` : response.status === 404 ? 'check that this is a collector' : 'see its log'}`,
  );
}
