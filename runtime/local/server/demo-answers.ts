/**
 * Routes of the built-in demo site only: simulated visitors at the press of a button, a key for `headcount demo`, and
 * the reports of the simulated month. For the operator on this machine.
 */
import { randomInt } from 'node:crypto';
import { DerivedCache } from '#core/anonymize/derived-cache';
import { collect } from '#core/collect/collect';
import type { Answer } from '#core/collect/raw-request';
import { toJsonLine } from '#core/event/anonymous-event';
import { simulate, type Submit } from '../pages/demo/simulate.ts';
import type { DataDir } from '../data-dir.ts';
import { sampleReport } from '../pages/demo/sample-reports.ts';
import type { Collector } from './collect-request.ts';

/** Handlers of the routes `demo_key`, `demo_visitors` and `demo_reports`. */
export interface DemoAnswers {
  readonly key: () => Promise<Answer>;
  readonly visitors: () => Promise<Answer>;
  /** A sample report; undefined where the path is none of one. */
  readonly report: (path: string) => Promise<Answer> | undefined;
}

const VISITORS = 300;

/** Creates the handlers; `key` is the key of `headcount demo`. */
export function demoAnswers(
  collector: Collector,
  key: string,
  origin: string,
  clock: () => number,
  data: DataDir,
): DemoAnswers {
  const submit: Submit = async (request, country) => {
    const { events } = collect(request, { ...collector.context(), country, derived: new DerivedCache() });
    await collector.journal.append(events.map((event) => `${toJsonLine(event)}\n`).join(''));
  };
  let running: Promise<Answer> | undefined;
  const play = async (): Promise<Answer> => {
    const { visitors, received } = await simulate({
      visitors: VISITORS,
      seed: randomInt(4_294_967_295),
      now: clock(),
      origin,
      submit,
    });
    return json({ visitors, events: received });
  };
  return {
    report: (path) => sampleReport(path, data),
    key: async () => json({ site: 'demo', key }),
    // One run at a time: a second press waits for the first and gets its answer.
    visitors: () =>
      (running ??= play().finally(() => {
        running = undefined;
      })),
  };
}

function json(body: unknown): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}
