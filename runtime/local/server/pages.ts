/** Everything the server answers besides the collector's routes. */
import { createHash } from 'node:crypto';
import { answerGpc } from '#core/collect/answers';
import type { Answer } from '#core/collect/raw-request';
import { findRoute } from '#core/collect/routes';
import type { CompiledConfig } from '#core/config/compile';
import { answerDemand } from '#core/demand/answer-demand';
import type { Demand } from '#core/demand/merge-demand';
import type { Engine } from '../engine/engine.ts';
import { pagesHandler } from '../pages/pages-handler.ts';
import { healthAnswer, type Problem } from '#core/collect/health-answer';
import type { DemoAnswers } from './demo-answers.ts';
import type { Pages } from './http-server.ts';

export interface PagesOptions {
  readonly config: CompiledConfig;
  /** Whether the built-in demo site is in force. */
  readonly demo: boolean;
  readonly origin: string;
  /** Handlers of the demo site's button and of `headcount demo`, where it is in force. */
  readonly demoAnswers?: DemoAnswers;
  readonly engine: Engine;
  /** Reads the released demand as it is now. */
  readonly demand: () => Demand;
  readonly problems: () => readonly Problem[];
  /** Hints that are worth a look but are not failures. */
  readonly hints: () => readonly string[];
  readonly metrics: () => Answer;
  readonly clock: () => number;
}

/** Creates the answers to everything except the collector's routes. */
export function createServerPages({
  config,
  demo,
  demoAnswers,
  origin,
  engine,
  demand,
  problems,
  hints,
  metrics,
  clock,
}: PagesOptions): Pages {
  const gpc = answerGpc(config);
  const context = { demo, sites: config.source.sites, origin, demand };
  const page = async (path: string) => pagesHandler(path, context);
  const live = async (): Promise<Answer> => ({
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: await engine.ask('live', { now: clock(), demo }),
  });
  const surface = { place: 'local', demo } as const;
  return {
    demand: (request) => answerDemand(request, demand(), sha256),
    open: (path, acceptEncoding) => {
      const route = findRoute('GET', path, surface);
      if (route?.handler === 'health') return healthAnswer(problems(), hints());
      if (route?.handler === 'gpc') return gpc;
      return route?.operator === true ? undefined : pagesHandler(path, context, acceptEncoding);
    },
    operator: (method, path) => {
      const route = findRoute(method, path, surface);
      if (route?.operator !== true) return undefined;
      if (route.handler === 'metrics') return async () => metrics();
      if (route.handler === 'live_data') return live;
      if (route.handler === 'demo_key') return demoAnswers?.key;
      if (route.handler === 'demo_visitors') return demoAnswers?.visitors;
      if (route.handler === 'demo_reports') return () => demoAnswers?.report(path) ?? page(path);
      return () => page(path);
    },
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
