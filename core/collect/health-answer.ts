/** What `/healthz` answers. It may not hold anything but counts and reasons. */
import type { Answer } from './raw-request.ts';

/** One thing that is wrong; `detail` in words, with counts at most. */
export interface Problem {
  readonly name: string;
  readonly detail: string;
}

/** 200 where nothing is wrong, else 503 with each problem by its name and in words; hints do not make it fail. */
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
