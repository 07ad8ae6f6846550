/**
 * Simulates visitors for the demo site's button: sends raw requests through the collector, each with its own address,
 * browser and headers, which no browser could fake. It may run for the built-in demo configuration only.
 */
import type { RawRequest } from '#core/collect/raw-request';
import { knownTruth, type KnownTruth } from '#core/demo/known-truth';
import { simulateVisitors, type SimulatedEvent, type SimulatedVisitor } from '#core/demo/simulate-visitors';

/**
 * Collects one request and makes its rows durable; `country` replaces the database, which does not know documentation
 * addresses.
 */
export type Submit = (request: RawRequest, country: (ip: string) => string | undefined) => Promise<void>;

export interface SimulateOptions {
  readonly visitors: number;
  readonly seed: number;
  /** Milliseconds since 1970: all visitors arrive at this instant. */
  readonly now: number;
  /** Origin of the demo site's pages. */
  readonly origin: string;
  readonly submit: Submit;
}

/**
 * Sends each visitor's day as one request, and retries as a second; returns the counts that a correct collector has.
 * Rejects where `submit` does.
 */
export async function simulate({
  visitors,
  seed,
  now,
  origin,
  submit,
}: SimulateOptions): Promise<KnownTruth> {
  const requests = simulateVisitors({ seed, visitors, from: now, to: now, origin });
  const batches = new Map<SimulatedVisitor, { first: SimulatedEvent[]; again: SimulatedEvent[] }>();
  for (const { visitor, event, outcome } of requests) {
    const batch = batches.get(visitor) ?? { first: [], again: [] };
    batch[outcome === 'duplicate' ? 'again' : 'first'].push(event);
    batches.set(visitor, batch);
  }
  const sending: Promise<void>[] = [];
  for (const [visitor, { first, again }] of batches) {
    const send = (events: readonly SimulatedEvent[]) =>
      submit(rawRequest(visitor, events, origin), (ip) =>
        sameNetwork(ip, visitor.ip) ? visitor.country : undefined,
      );
    sending.push(send(first).then(() => (again.length > 0 ? send(again) : undefined)));
  }
  await Promise.all(sending);
  return knownTruth(requests);
}

function rawRequest(
  visitor: SimulatedVisitor,
  events: readonly SimulatedEvent[],
  origin: string,
): RawRequest {
  const headers: Readonly<Record<string, string>> = {
    'content-type': 'text/plain;charset=UTF-8',
    'user-agent': visitor.userAgent,
    'accept-language': visitor.language,
    origin,
    ...(visitor.kind === 'opted_out' ? { 'sec-gpc': '1' } : {}),
  };
  return {
    method: 'POST',
    path: '/v1/events',
    query: '',
    peer: visitor.ip,
    header: (name) => headers[name],
    body: new TextEncoder().encode(JSON.stringify({ events })),
  };
}

/** The collector may normalize an address, so networks are compared. */
function sameNetwork(ip: string, other: string): boolean {
  return parseNetwork(ip) === parseNetwork(other);
}

function parseNetwork(address: string): string {
  return address
    .split(':')
    .slice(0, 4)
    .map((block) => Number.parseInt(block, 16))
    .join(':');
}
