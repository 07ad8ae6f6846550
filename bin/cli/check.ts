/**
 * `headcount check`: whether a collector takes what browsers of a site send, the tag for its pages, and when each thing
 * will show. It sends one event that counts, and may not touch a data directory.
 */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { Zone } from '#core/time/zone';
import type { SiteConfig } from '#core/config/schema';
import { scriptTag } from '#core/config/script-tag';
import { CannotError, UsageError } from '#core/operator/failures';
import { collectsLive } from '#core/seal/plan-seals';
import { chooseSite, openContext, withSharedOptions, type SharedOptions } from './context.ts';
import { openOperator } from './open-operator.ts';
import { withTarget, type TargetOptions } from './target.ts';

interface CheckOptions extends SharedOptions, TargetOptions {
  readonly url?: string;
  readonly site?: string;
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
const PATIENCE_MS = 15_000;

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .option(
      '--url <url>',
      'collector (default: http://127.0.0.1:8787; with --target aws, the collector of the stacks)',
    )
    .option('--site <id>', 'site, where several are configured')
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
  const tag = scriptTag(url, site.id);
  const day = new Zone(context.config.timeZone).day(Date.now());
  await send(url, site, '?dry_run=1');
  context.note(`headcount: ${url} accepted a dry run`);
  await send(url, site, '');
  context.note(`headcount: one event ${NAME} of ${site.id} was acknowledged; it counts`);
  const hints = await collector.hints();
  for (const hint of hints) context.note(`headcount: ${hint}`);
  const shows = collector.shows(day);
  if (context.json) {
    context.print(
      JSON.stringify({
        url,
        site: site.id,
        event: NAME,
        script_tag: tag,
        shows,
        ...(hints.length === 0 ? {} : { hints }),
      }),
    );
    return;
  }
  context.print([tag, '', ...shows.map(({ what, when }) => `${what.padEnd(26)} ${when}`)].join('\n'));
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
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        'content-type': 'text/plain;charset=UTF-8',
        'user-agent': BROWSER,
        ...(origin === undefined ? {} : { origin }),
      },
    });
  } catch {
    throw new CannotError(
      `no collector answers at ${base}: check that it is running and that the address is right`,
    );
  }
  const answer = (await response.json().catch(() => ({}))) as Answer;
  const refused = [...(answer.dropped ?? []), ...(answer.rejected ?? [])].map((one) => one.reason);
  if (response.status === 202 && answer.accepted === 1) return;
  if (response.status === 202)
    throw new CannotError(
      `${base} answers, but does not count the event (${refused.join(', ')}): check that the collector has the same configuration of the site`,
    );
  throw new CannotError(
    `${base} answers ${response.status}${answer.detail === undefined ? '' : ` (${answer.detail.slice(0, 200)})`}: ${response.status === 403 ? `check that ${String(origin)} is among the origins of ${site.id} there` : response.status === 404 ? 'check that this is a collector' : 'see its log'}`,
  );
}
