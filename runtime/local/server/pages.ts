/** Everything the server answers besides the collector's routes. It may not hold a page itself. */
import { gpcStatement } from '#core/collect/answers';
import type { Answer } from '#core/collect/raw-request';
import type { CompiledConfig } from '#core/config/compile';
import type { Engine } from '../engine/engine.ts';
import { pagesHandler } from '../pages/pages-handler.ts';
import { healthAnswer, type Problem } from '#core/collect/health-answer';
import type { DemoRoutes } from './demo-routes.ts';
import type { Pages } from './http-server.ts';

export interface PagesOptions {
  readonly config: CompiledConfig;
  /** Whether the built-in demo site is in force. */
  readonly demo: boolean;
  readonly origin: string;
  /** Where the demo site is in force: what its button and `headcount demo` ask for. */
  readonly demoRoutes?: DemoRoutes;
  readonly engine: Engine;
  readonly problems: () => readonly Problem[];
  /** What is worth a look and no failure. */
  readonly hints: () => readonly string[];
  readonly clock: () => number;
}

export function serverPages({
  config,
  demo,
  demoRoutes,
  origin,
  engine,
  problems,
  hints,
  clock,
}: PagesOptions): Pages {
  const gpc = gpcStatement(config);
  const context = { demo, sites: config.source.sites.map((site) => site.id), origin };
  const page = async (path: string) => pagesHandler(path, context);
  const live = async (): Promise<Answer> => ({
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: await engine.ask('live', { now: clock(), demo }),
  });
  return {
    open: (path) => {
      if (path === '/healthz') return healthAnswer(problems(), hints());
      if (path === '/.well-known/gpc.json') return gpc;
      return isOperators(path) || demoRoutes?.('GET', path) !== undefined
        ? undefined
        : pagesHandler(path, context);
    },
    operator: (method, path) => {
      const route = demoRoutes?.(method, path);
      if (route !== undefined) return route;
      if (!isOperators(path)) return undefined;
      if (path === '/live/data.json' && method === 'GET') return live;
      return method === 'GET' || method === 'HEAD' ? () => page(path) : undefined;
    },
  };
}

/** Exact figures of unsealed days are for the operator. */
function isOperators(path: string): boolean {
  return path === '/live' || path.startsWith('/live/');
}
