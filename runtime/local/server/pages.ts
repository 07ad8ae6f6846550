/** Everything the server answers besides the collector's routes. It may not hold a page itself. */
import type { Answer } from '#core/collect/raw-request';
import type { CompiledConfig } from '#core/config/compile';
import type { Engine } from '../engine/engine.ts';
import { healthAnswer, type Problem } from './health.ts';
import type { Pages } from './http-server.ts';

export interface PagesOptions {
  readonly config: CompiledConfig;
  readonly engine: Engine;
  readonly problems: () => readonly Problem[];
  readonly clock: () => number;
}

/** When the statement in `/.well-known/gpc.json` last changed. */
const GPC_SINCE = '2026-11-23';

export function serverPages({ config, problems }: PagesOptions): Pages {
  const gpc: Answer = {
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'max-age=86400' },
    body: JSON.stringify({ gpc: config.honoursGpc, lastUpdate: GPC_SINCE }),
  };
  return {
    open: (_method, path) => {
      if (path === '/healthz') return healthAnswer(problems());
      if (path === '/.well-known/gpc.json') return gpc;
      return undefined;
    },
    operator: () => undefined,
  };
}
