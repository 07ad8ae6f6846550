/** Types of big-day.mjs, for tests. */
export interface Watched {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stderr: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
}
export const DAY: string;
export function makeBigDay(folder: string, visitors: number): Promise<void>;
export function runWatched(folder: string, words: readonly string[], memory?: string): Promise<Watched>;
export function sealBigDay(folder: string, memory?: string): Promise<Watched>;
