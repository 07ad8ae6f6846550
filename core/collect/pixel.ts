/** The pixel for pages without scripts. The answer is always the GIF; a header holds the outcome. */
import type { AnonymousEvent } from '../event/anonymous-event.ts';
import { decodeEscapes } from '../anonymize/percent.ts';
import { outcomeOf } from '../event/outcomes.ts';
import { judgeItem } from './judge-item.ts';
import type { Answer, CollectContext, RawRequest } from './raw-request.ts';
import { readSender } from './sender.ts';

/** A transparent GIF of one pixel. */
const GIF = Uint8Array.from([
  71, 73, 70, 56, 57, 97, 1, 0, 1, 0, 128, 0, 0, 0, 0, 0, 0, 0, 0, 33, 249, 4, 1, 0, 0, 0, 0, 44, 0, 0, 0, 0,
  1, 0, 1, 0, 0, 2, 2, 68, 1, 0, 59,
]);

/** Maximum number of parameters that are read; the query of a pixel has three. */
const MAX_PARAMETERS = 32;

/**
 * Collects one page view from `site`, `url` and `referrer` of the query. `X-Headcount` says `accepted`, `dropped:
 * REASON` or `rejected: REASON`; `refused` where the sender should retry later. `accepted; trimmed: referrer` names
 * what was cut.
 */
export function collectPixel(
  request: RawRequest,
  context: CollectContext,
): { readonly answer: Answer; readonly events: readonly AnonymousEvent[] } {
  const item: Record<string, unknown> = { name: 'pageview' };
  for (const pair of request.query.split('&', MAX_PARAMETERS)) {
    const mark = pair.indexOf('=');
    const name = pair.slice(0, mark);
    if (name === 'site' || name === 'url' || name === 'referrer')
      item[name] = decodeValue(pair.slice(mark + 1));
  }
  const { row, reason, trimmed } = judgeItem(
    item,
    undefined,
    readSender(request, context),
    context.config.zone.day(context.now),
    undefined,
    context,
  );
  const outcome =
    reason === undefined
      ? `accepted${trimmed === undefined ? '' : `; trimmed: ${trimmed.join(', ')}`}`
      : `${outcomeOf(reason) === 'rejected' ? 'rejected' : 'dropped'}: ${reason}`;
  return {
    answer: {
      status: 200,
      headers: { 'content-type': 'image/gif', 'cache-control': 'no-store', 'x-headcount': outcome },
      body: GIF,
    },
    events: [row],
  };
}

/** Returns a refused pixel: still the GIF, since pages show it. */
export function refusePixel({ status, headers }: Answer): Answer {
  return {
    status,
    headers: { ...headers, 'content-type': 'image/gif', 'x-headcount': 'refused' },
    body: GIF,
  };
}

/** Decodes a value; one that cannot be decoded becomes a value that no field accepts. */
function decodeValue(value: string): string {
  return decodeEscapes(value.replaceAll('+', ' ')) ?? '\u0000';
}
