/**
 * Registers running imports in the state table: their days are not sealed meanwhile. An entry may hold an id, a site,
 * days and hours, but nothing of a log.
 */
import type { RunRecord } from '../steps/run-record.ts';

/** Run of the record that holds imports: one step per import, named by its id. */
export const IMPORT_RUN = 'import';

export interface RunningImport {
  readonly id: string;
  readonly site: string;
  /** Local days of its rows. */
  readonly days: readonly string[];
  /** Hour of its last activity, YYYY-MM-DDTHH in UTC: 24 hours later it counts as abandoned. */
  readonly activeAt: string;
}

/** Reads every unfinished import. */
export async function runningImports(record: RunRecord): Promise<readonly RunningImport[]> {
  return [...(await record.all(IMPORT_RUN)).values()].map((text) => JSON.parse(text) as RunningImport);
}
