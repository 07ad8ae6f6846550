/**
 * What the server and its engine say to each other. Never a request, an address or a header: rows are read from files.
 */
import type { Config } from '#core/config/schema';

/** First message: where the data lies and how it is configured. */
export interface EngineSetup {
  readonly data: string;
  readonly config: Config;
  /** DuckDB's memory for the live view, as '768MB'; files have a little of their own beside it. */
  readonly memoryLimit: string;
}

export interface EngineTasks {
  /** Closed segments become Parquet; the number of them. */
  readonly convert: { readonly ask: null; readonly answer: number };
  /** Sealed (site, day) pairs of these days. */
  readonly sealed: {
    readonly ask: { readonly days: readonly string[] };
    readonly answer: readonly (readonly [string, string])[];
  };
  /** The live view, as text of JSON: what runtime/local/live computes. */
  readonly live: { readonly ask: { readonly now: number; readonly demo: boolean }; readonly answer: string };
}
export type EngineTask = keyof EngineTasks;

/**
 * Tasks of one lane are done one after the other, the lanes beside each other: no conversion waits for a view of a
 * large day.
 */
export type EngineLane = 'live' | 'files';

export function laneOf(task: EngineTask): EngineLane {
  return task === 'live' ? 'live' : 'files';
}

export type ToEngine =
  | { readonly type: 'setup'; readonly setup: EngineSetup }
  /** Asks for a sign of life. */
  | { readonly type: 'ping' }
  | { readonly type: 'task'; readonly id: number; readonly task: EngineTask; readonly ask: unknown };

export type FromEngine =
  /** To `setup` and to each `ping`. */
  | { readonly type: 'alive' }
  | { readonly type: 'done'; readonly id: number; readonly answer: unknown }
  /** `fault`: the kind of error, never its text. */
  | { readonly type: 'failed'; readonly id: number; readonly fault: string };
