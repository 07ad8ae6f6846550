/** Runs the queries of reports and releases on Athena, one SELECT after the other, each until it ends or times out. */
import { randomUUID } from 'node:crypto';
import type { QueryEngine, SqlRow } from '#core/ports/query-engine';
import type { Athena } from './athena.ts';
import { pollDelays } from './poll-delays.ts';
import { QueryFailedError } from './query-failed.ts';

export interface AthenaEngineOptions {
  readonly athena: Athena;
  readonly database: string;
  /** Timeout of a query. @default 300000 */
  readonly timeoutMs?: number;
  readonly sleep?: (ms: number) => Promise<void>;
  /** Monotonic clock, in milliseconds. */
  readonly now?: () => number;
}

export class AthenaEngine implements QueryEngine {
  readonly #options: AthenaEngineOptions;

  constructor(options: AthenaEngineOptions) {
    this.#options = options;
  }

  /** Runs a SELECT and returns its rows. Throws a QueryFailedError; a query that exceeds the timeout is cancelled. */
  async rows(sql: string, parameters: readonly (string | number)[] = []): Promise<readonly SqlRow[]> {
    const {
      athena,
      database,
      timeoutMs = 300_000,
      sleep = pause,
      now = () => performance.now(),
    } = this.#options;
    const id = await athena.start({ sql, parameters, database, token: randomUUID() });
    const deadline = now() + timeoutMs;
    for (const wait of pollDelays()) {
      if ((await athena.state(id)) === 'succeeded') return await athena.results(id);
      if (now() > deadline) break;
      await sleep(wait);
    }
    await athena.stop(id).catch(() => undefined);
    throw new QueryFailedError('TIME_OUT', true);
  }
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
