/**
 * Answers that do not depend on the events: too large, too fast, not stored, and the statement on objections. They may
 * not hold a word that the sender sent.
 */
import type { CompiledConfig } from '../config/compile.ts';
import { problem } from './problem.ts';
import type { Answer } from './raw-request.ts';

export const TOO_LARGE: Answer = problem(413, 'Content too large', 'a request holds at most 1 MiB');
export const TOO_BUSY: Answer = problem(
  429,
  'Too many requests',
  'the collector cannot follow: send again later, with the same ids',
  { 'retry-after': '1' },
);
export const TOO_SLOW: Answer = problem(
  408,
  'Request timeout',
  'the body came too slowly to be waited for: send again, with the same ids',
);
export const SITE_TOO_FAST: Answer = problem(
  429,
  'Too many requests',
  'the site sends more than it is configured to: send again later, with the same ids',
  { 'retry-after': '1' },
);
export const UNKNOWN_TOO_FAST: Answer = problem(
  429,
  'Too many requests',
  'too many requests name no configured site or cannot be read: mend them, or send again later',
  { 'retry-after': '1' },
);
export const NOT_STORED: Answer = problem(
  503,
  'Not stored',
  'the events could not be stored durably: send again later, with the same ids',
  { 'retry-after': '5' },
);
export const NOT_FOUND: Answer = problem(
  404,
  'Not found',
  'events go to POST /v1/events, the tracker is /headcount.js',
);

/** The date on which the statement in `/.well-known/gpc.json` last changed. */
const GPC_LAST_UPDATE = '2026-11-23';

/** Returns `/.well-known/gpc.json` (Global Privacy Control), which says whether the signal is honoured. */
export function answerGpc(config: CompiledConfig): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'max-age=86400' },
    body: JSON.stringify({ gpc: config.honoursGpc, lastUpdate: GPC_LAST_UPDATE }),
  };
}

/**
 * Headers of the tracker script: pages of other sites load it, and some of them require these headers
 * (Cross-Origin-Embedder-Policy).
 */
export const TRACKER_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/javascript; charset=utf-8',
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
};
