/** Sends simulated visitors to a collector with the site's key, as a site's server would. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SiteConfig } from '#core/config/schema';
import type { SimulatedRequest } from '#core/demo/simulate-visitors';
import { CannotError } from '#core/operator/failures';
import type { CommandContext } from './context.ts';

interface CollectorAnswer {
  readonly accepted: number;
  readonly dropped: readonly { readonly reason: string }[];
  readonly rejected: readonly { readonly reason: string }[];
}

/**
 * Sends the events with each visitor's address and browser, which a collector accepts only from a server with the
 * site's key. Retries while the collector is overloaded; throws a CannotError for any other refusal.
 */
export async function sendVisitors(
  base: string,
  key: string,
  requests: readonly SimulatedRequest[],
): Promise<CollectorAnswer> {
  const events = requests.map(({ instantMs, event, visitor }) => ({
    ...event,
    ip: visitor.ip,
    user_agent: visitor.userAgent,
    country: visitor.country,
    time: new Date(instantMs).toISOString(),
    ...(visitor.kind === 'opted_out' ? { opted_out: true } : {}),
  }));
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ events }),
  };
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetchOrExplain(`${base}/v1/events`, init);
    if (response.status === 202) return (await response.json()) as CollectorAnswer;
    const isRetryable = (response.status === 429 || response.status === 503) && attempt < 20;
    if (!isRetryable)
      throw new CannotError(
        `${base} answered ${response.status}: check that it is a Headcount collector with this site and key`,
      );
    await new Promise((resolve) => {
      setTimeout(resolve, 1000 * Math.min(5, Number(response.headers.get('retry-after') ?? 1)));
    });
  }
}

/**
 * Reads the site's key file. For the built-in demo site it asks the server on this machine, which gives its operator
 * the key.
 */
export async function findKey(context: CommandContext, site: SiteConfig, base: string): Promise<string> {
  if (site.keyFile !== undefined) {
    try {
      return readFileSync(resolve(context.configFolder, site.keyFile), 'utf8').trim();
    } catch {
      throw new CannotError(`the key file of ${site.id} cannot be read: ${site.keyFile}`);
    }
  }
  const response = await fetchOrExplain(`${base}/demo/key`, {});
  if (response.ok) return ((await response.json()) as { key: string }).key;
  throw new CannotError(
    `${base} does not run the built-in demo site on this machine, and ${site.id} has no keyFile in the configuration: simulating visitors requires the site's key`,
  );
}

async function fetchOrExplain(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    throw new CannotError(
      `nothing answers at ${new URL(url).origin}: start it with headcount start, or name another with --url`,
    );
  }
}
