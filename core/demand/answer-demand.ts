/**
 * The HTTP answer of `/v1/demand`, the same for everybody: it may look at the method and at `If-None-Match`, and at
 * nothing else of a request.
 */
import { problem } from '../collect/problem.ts';
import type { Answer } from '../collect/raw-request.ts';
import { DEMAND_METHODS, DEMAND_PATH } from '../collect/routes.ts';
import type { Demand } from './merge-demand.ts';

/** What is read of a request. */
export interface DemandRequest {
  readonly method: string;
  readonly ifNoneMatch: string | undefined;
}

/** Any page may read it: it holds what is released to everybody. */
const OPEN = { 'access-control-allow-origin': '*' };
/** Five minutes: figures change once per month, and a cache asks again with the tag at little cost. */
const CACHE_CONTROL = 'public, max-age=300';
const ALLOWED = DEMAND_METHODS.join(', ');

/** Answers a request; `sha256` returns hexadecimal digits. The entity tag is strong: same bytes, same tag. */
export function answerDemand(
  { method, ifNoneMatch }: DemandRequest,
  demand: Demand,
  sha256: (text: string) => string,
): Answer {
  if (method === 'OPTIONS') return PREFLIGHT;
  if (!DEMAND_METHODS.includes(method))
    return problem(405, 'Method not allowed', `${DEMAND_PATH} is read with GET`, { allow: ALLOWED });
  const body = `${JSON.stringify(demand)}\n`;
  const etag = `"${sha256(body).slice(0, 32)}"`;
  const headers = { ...OPEN, etag, 'cache-control': CACHE_CONTROL };
  if (matches(ifNoneMatch, etag)) return { status: 304, headers, body: '' };
  return {
    status: 200,
    headers: {
      ...headers,
      'access-control-expose-headers': 'etag',
      'cross-origin-resource-policy': 'cross-origin',
      'content-type': 'application/json',
    },
    body,
  };
}

const PREFLIGHT: Answer = {
  status: 204,
  headers: {
    ...OPEN,
    'access-control-allow-methods': 'GET, HEAD',
    // Any: tools for errors and traces add theirs to each `fetch` of a page.
    'access-control-allow-headers': '*, if-none-match',
    'access-control-max-age': '86400',
  },
  body: '',
};

/** Whether the header names the tag (RFC 9110, 13.1.2: weak comparison, `*` for any). */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return (header.match(/(?:W\/)?"[^"]*"/g) ?? []).some((tag) => tag.replace(/^W\//, '') === etag);
}
