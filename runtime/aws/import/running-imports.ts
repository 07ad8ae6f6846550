/**
 * Imports that are under way, in the state table: their days are not sealed meanwhile. It may hold an id, a site, days
 * and hours; nothing of a log.
 */
import type { RunRecord } from '../steps/run-record.ts';

/** The run of the record under which imports stand, one step each: its id. */
export const IMPORT_RUN = 'import';

export interface RunningImport {
  readonly id: string;
  readonly site: string;
  /** Local days that its rows bear. */
  readonly days: readonly string[];
  /** Hour of its last sign of life, YYYY-MM-DDTHH in UTC: 24 hours after it, it counts as given up. */
  readonly activeAt: string;
}

/** Every import that is not finished. */
export async function runningImports(record: RunRecord): Promise<readonly RunningImport[]> {
  return [...(await record.all(IMPORT_RUN)).values()].map((text) => JSON.parse(text) as RunningImport);
}
