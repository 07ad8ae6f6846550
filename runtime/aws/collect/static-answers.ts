/** Answers everything besides events: the tracker, health and the statement on objections. */
import { answerGpc } from '#core/collect/answers';
import { healthAnswer } from '#core/collect/health-answer';
import type { Answer } from '#core/collect/raw-request';
import { findRoute, readTrackerVersion } from '#core/collect/routes';
import { answerTracker, type TrackerVersions } from '#core/collect/tracker-answer';
import type { CompiledConfig } from '#core/config/compile';

/** Descriptions of this instance's problems. */
const PROBLEMS = {
  salt: 'the salt of today cannot be had: events are stored without a visitor',
  delivery: 'neither Firehose nor the queue took the last events: they were answered 503',
} as const;
export type Problem = keyof typeof PROBLEMS;

/**
 * Answers GET and HEAD of the known paths; undefined where the path has another handler. `trackers` are read on the
 * first request of one.
 */
export function staticAnswers(
  config: CompiledConfig,
  trackers: () => TrackerVersions,
  problems: () => readonly Problem[],
): (method: string, path: string, acceptEncoding: string | undefined) => Answer | undefined {
  const gpc = answerGpc(config);
  return (method, path, acceptEncoding) => {
    const route = findRoute(method, path, { place: 'aws' });
    if (route?.handler === 'health')
      return healthAnswer(problems().map((name) => ({ name, detail: PROBLEMS[name] })));
    if (route?.handler === 'gpc') return gpc;
    if (route?.handler !== 'tracker') return undefined;
    return answerTracker(readTrackerVersion(route, path), acceptEncoding, trackers());
  };
}
