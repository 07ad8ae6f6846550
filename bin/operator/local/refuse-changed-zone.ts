/**
 * Refuses a changed time zone, with which days would overlap. Every command that books or shows days checks this first.
 */
import { existsSync } from 'node:fs';
import { isSameZone } from '#core/time/spelled-zone';
import type { DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { openSeals } from '#runtime/local/lake/open-lake';
import { readRecordedTimeZone } from '#runtime/local/lake/recorded-seals';
import type { LocalContext } from './local-context.ts';
import { UsageError } from '#core/operator/failures';

/**
 * Throws a UsageError if days are sealed in a time zone other than the configured one. `lake` reuses an open database.
 */
export async function refuseChangedZone({ config, data }: LocalContext, lake?: DuckDb): Promise<void> {
  if (!existsSync(data.seals)) return;
  const db = lake ?? (await openSeals(data));
  try {
    const sealed = await readRecordedTimeZone(db);
    if (sealed !== undefined && !isSameZone(sealed, config.timeZone)) {
      throw new UsageError(
        `$.timeZone: ${config.timeZone}, but days are sealed in ${sealed}: days would overlap, so set it back`,
      );
    }
  } finally {
    if (lake === undefined) db.close();
  }
}
