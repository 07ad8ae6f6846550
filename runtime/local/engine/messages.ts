/**
 * Messages between the server and its engine. They never contain a request, an address or a header: the engine reads
 * rows from files.
 */
import type { Config } from '#core/config/schema';

/** First message: the location of the data, and its configuration. */
export interface EngineSetup {
  readonly data: string;
  readonly config: Config;
  /** DuckDB's memory limit for the live view, such as '768MB'; file tasks have a small one of their own. */
  readonly memoryLimit: string;
}

export interface EngineTasks {
  /** Converts closed segments to Parquet; answers with their number. */
  readonly convert: { readonly ask: null; readonly answer: number };
  /** Lists the sealed (site, day) pairs of these days. */
  readonly sealed: {
    readonly ask: { readonly days: readonly string[] };
    readonly answer: readonly (readonly [string, string])[];
  };
  /** Computes the live view (runtime/local/live), as JSON text. */
  readonly live: { readonly ask: { readonly now: number; readonly demo: boolean }; readonly answer: string };
}
export type EngineTask = keyof EngineTasks;

/**
 * Tasks of one lane run one after the other, the two lanes in parallel: a conversion never waits for the live view of a
 * large day.
 */
export type EngineLane = 'live' | 'files';

/** Returns the lane of a task. */
export function laneOf(task: EngineTask): EngineLane {
  return task === 'live' ? 'live' : 'files';
}

export type ToEngine =
  | { readonly type: 'setup'; readonly setup: EngineSetup }
  /** Asks for a heartbeat. */
  | { readonly type: 'ping' }
  | { readonly type: 'task'; readonly id: number; readonly task: EngineTask; readonly ask: unknown };

export type FromEngine =
  /** Answers `setup` and each `ping`. */
  | { readonly type: 'alive' }
  | { readonly type: 'done'; readonly id: number; readonly answer: unknown }
  /** `fault` is the error's name, never its text. */
  | { readonly type: 'failed'; readonly id: number; readonly fault: string };
