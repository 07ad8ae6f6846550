/** Cross-origin rules (Fetch standard): only the sites' own origins may read an answer, and never with credentials. */
import type { CompiledConfig } from '../config/compile.ts';
import { plainOrigin } from '../root-stop.ts';
import { problem } from './problem.ts';
import type { Answer, RawRequest } from './raw-request.ts';

type Headers = Answer['headers'];

/** Headers shared by many answers, by origin. Only the sites' own origins are remembered, which bounds the size. */
const remembered = new WeakMap<Headers, Map<string, Headers>>();
const OTHER_ORIGIN = '';

/**
 * Adds the headers for a cross-origin reader; none where the origin is on no site's list. The same `headers` object and
 * origin give the same object, so that a server prepares it once.
 */
export function addCorsHeaders(headers: Headers, request: RawRequest, config: CompiledConfig): Headers {
  const header = request.header('origin');
  const origin = header !== undefined && isListed(header, config) ? header : OTHER_ORIGIN;
  let byOrigin = remembered.get(headers);
  if (byOrigin === undefined) remembered.set(headers, (byOrigin = new Map()));
  let all = byOrigin.get(origin);
  if (all === undefined)
    byOrigin.set(
      origin,
      (all = {
        ...headers,
        ...(origin === OTHER_ORIGIN ? {} : { 'access-control-allow-origin': origin }),
        vary: 'Origin',
      }),
    );
  return all;
}

/**
 * Headers that a page's request may carry: any (Fetch standard, "CORS-preflight fetch": `*` covers every name but
 * `Authorization` where a request is without credentials). Tools for errors and traces add theirs to each `fetch` of a
 * page; the collector reads none of them. The names are for browsers that do not know `*`.
 */
export const ALLOWED_HEADERS =
  '*, content-type, x-requested-with, sentry-trace, baggage, traceparent, tracestate, b3, uber-trace-id, newrelic, ' +
  'elastic-apm-traceparent, x-datadog-trace-id, x-datadog-parent-id, x-datadog-origin, x-datadog-sampling-priority';

/** Answers a preflight: 204 for the sites' origins, 403 for others. */
export function answerPreflight(request: RawRequest, config: CompiledConfig): Answer {
  const origin = request.header('origin');
  if (origin === undefined || !isListed(origin, config)) {
    return problem(403, 'Forbidden', "the origin of the request is on no site's list");
  }
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': ALLOWED_HEADERS,
      'access-control-max-age': '86400',
    },
    body: '',
  };
}

/** Whether an Origin header is on a site's list; the answer repeats the header as it came. */
function isListed(origin: string, { origins }: CompiledConfig): boolean {
  return origins.has(origin) || origins.has(plainOrigin(origin));
}
