/** Prepares a seal, before it looks at arrivals. */
import type { Config } from '#core/config/schema';
import { formatDuckdbColumns } from '#core/event/column-types';
import { FIELDS } from '#core/event/fields';
import { resolveInterruptedRun } from '#core/seal/seal-run';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { refuseOtherZone } from './read-sealed.ts';
import type { SealContext } from './seal-day.ts';
import { writeSealState } from './seal-state.ts';

/** Creates the tables that sealing needs beside `sealed_before`, and refuses a changed time zone. */
export async function prepareTables(db: DuckDb, config: Config): Promise<void> {
  await db.run(`create temp table no_arrivals (${formatDuckdbColumns(FIELDS)})`);
  await db.run(
    'create temp table sealed as select site, period as day from sealed_before where length(period) = 10',
  );
  await refuseOtherZone(db, config.timeZone);
}

/**
 * Settles interrupted seals: such a seal is complete if its day stands in `seals`; otherwise it counts as never
 * started.
 */
export function settlePending(
  { data, states }: SealContext,
  isSealed: (site: string, day: string) => boolean,
): void {
  for (const [day, runs] of states) {
    if (!runs.some((run) => run.kind === 'seal' && run.state === 'pending')) continue;
    writeSealState(
      data,
      states,
      day,
      runs.flatMap((run) => resolveInterruptedRun(run, day, isSealed) ?? []),
    );
  }
}
