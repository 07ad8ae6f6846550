/** The answer of `/healthz`. It may not hold anything but counts and reasons. */
import type { Answer } from './raw-request.ts';

/** A problem; `detail` describes it in words, with counts at most. */
export interface Problem {
  readonly name: string;
  readonly detail: string;
}

/** Returns 200 without problems, otherwise 503 with the name and description of each; hints do not make it fail. */
export function healthAnswer(problems: readonly Problem[], hints: readonly string[] = []): Answer {
  return {
    status: problems.length === 0 ? 200 : 503,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify({
      status: problems.length === 0 ? 'ok' : 'failing',
      problems,
      ...(hints.length === 0 ? {} : { hints }),
    }),
  };
}
