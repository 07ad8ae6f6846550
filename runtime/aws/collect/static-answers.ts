/** Answers everything besides events: the tracker, health and the statement on objections. */
import { createHash } from 'node:crypto';
import { answerGpc, TRACKER_HEADERS } from '#core/collect/answers';
import { healthAnswer } from '#core/collect/health-answer';
import type { Answer } from '#core/collect/raw-request';
import { findRoute, readTrackerVersion } from '#core/collect/routes';
import type { CompiledConfig } from '#core/config/compile';

const YEAR = 'public, max-age=31536000, immutable';

/** Descriptions of this instance's problems. */
const PROBLEMS = {
  salt: 'the salt of today cannot be had: events are stored without a visitor',
  delivery: 'neither Firehose nor the queue took the last events: they were answered 503',
} as const;
export type Problem = keyof typeof PROBLEMS;

/** Returns the first 12 hex digits of the tracker's SHA-256: `/headcount-VERSION.js` may be cached permanently. */
export function trackerVersion(tracker: string): string {
  return createHash('sha256').update(tracker).digest('hex').slice(0, 12);
}

/**
 * Answers GET and HEAD of the known paths; undefined where the path has another handler. `tracker` is read on its first
 * request.
 */
export function staticAnswers(
  config: CompiledConfig,
  tracker: () => string,
  problems: () => readonly Problem[],
): (method: string, path: string) => Answer | undefined {
  const gpc = answerGpc(config);
  return (method, path) => {
    const route = findRoute(method, path, { place: 'aws' });
    if (route?.handler === 'health')
      return healthAnswer(problems().map((name) => ({ name, detail: PROBLEMS[name] })));
    if (route?.handler === 'gpc') return gpc;
    if (route?.handler !== 'tracker') return undefined;
    const body = tracker();
    // A page may reference an old version: it gets the current one, cached no longer than the plain path.
    return {
      status: 200,
      headers: {
        ...TRACKER_HEADERS,
        ...(readTrackerVersion(route, path) === trackerVersion(body) ? { 'cache-control': YEAR } : {}),
      },
      body,
    };
  };
}
