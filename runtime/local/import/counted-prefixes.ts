/** Collects the beginnings of logs that were counted for a site, with what is known to have been written of them. */
import type { DataDir } from '#runtime/local/data-dir';
import type { ImportState } from './import-state.ts';
import type { CountedPrefix } from '#core/import/take-back';
import { readLedger } from './ledger.ts';
import { joinWritten } from '#core/import/take-back';

/** Returns those of the ledger, as of instant `now`, and those of the import `own` that goes on, with their counts. */
export function countedPrefixes(
  data: DataDir,
  site: string,
  now: number,
  states: readonly ImportState[],
  own: ImportState,
): readonly CountedPrefix[] {
  const written = states.filter((state) => state.site === site).flatMap((state) => state.wrote ?? []);
  const counted = readLedger(data, new Date(now).toISOString().slice(0, 10))
    .filter((entry) => entry.site === site)
    .map(({ length, hmac, waiting }) => {
      const same = written.filter((log) => log.length === length && log.hmac === hmac);
      return {
        length,
        hmac,
        ...(waiting === undefined ? {} : { waiting }),
        ...(same.length === 0 ? {} : { wrote: joinWritten(same) }),
      };
    });
  return [...counted, ...own.logs];
}
