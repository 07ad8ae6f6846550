/**
 * Recovers at the start of a run: completes or drops what earlier runs left unfinished, and removes what nobody reads
 * any more.
 */
import { resolveInterruptedRun } from '#core/seal/seal-run';
import { TimeZoneChangedError } from '#core/seal/time-zone-changed';
import { isSameZone } from '#core/time/spelled-zone';
import { abandonImports } from '../import/import-books.ts';
import { readSeals } from '../lake/seals.ts';
import { listArrivals } from './arrival-index.ts';
import { finishLate, deleteSealedWaiting } from './count-late.ts';
import { cleanEnded } from './current-run.ts';
import { sweepReplaced } from './replaced.ts';
import type { SealContext } from './seal-context.ts';
import { deleteClaim, completeClaim, readClaims } from './claims.ts';

/** Recovers; idempotent. Throws a TimeZoneChangedError before it changes anything. */
export async function recover(context: SealContext): Promise<void> {
  const { record, facts, arrivals, config, steps } = context;
  const seals = await readSeals(facts);
  const otherZone = seals.find((row) => !isSameZone(row.time_zone, config.timeZone));
  if (otherZone !== undefined) throw new TimeZoneChangedError(config.timeZone, otherZone.time_zone);
  const keys = new Set(seals.map((row) => `${row.period} ${row.site}`));
  const isSealed = (site: string, day: string) => keys.has(`${day} ${site}`);
  await abandonImports({ record, facts, arrivals, now: context.now() });
  const existing = await listArrivals(arrivals);
  for (const [day, runs] of await readClaims(record)) {
    for (const run of runs) {
      const after = resolveInterruptedRun(run, day, isSealed);
      if (run.state === 'pending' && run.kind === 'late') await finishLate(context, day, run);
      else if (
        after === undefined ||
        (after.state === 'done' && !run.files.some((file) => existing.has(file)))
      )
        await deleteClaim(record, day, run);
      else if (after !== run) await completeClaim(record, day, run);
    }
  }
  await deleteSealedWaiting(context, isSealed);
  await cleanEnded(context, steps.run);
  await sweepReplaced(context);
}
