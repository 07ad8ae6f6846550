/** The state of this machine's data. It may not change anything. */
import { hundredsInWords, type StatusView } from '#core/operator/status-view';
import { withoutVisitorHints } from '#core/report/without-visitor';
import { Zone } from '#core/time/zone';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { lakeStatus } from '#runtime/local/lake/lake-status';
import { unsealedRelation } from '#runtime/local/live/unsealed-arrivals';
import { countWithoutVisitor } from '#runtime/local/live/without-visitor';
import type { LocalContext } from './local-context.ts';

export async function status(context: LocalContext): Promise<StatusView> {
  const found = await lakeStatus(context.data, context.config);
  // Over a damaged file nobody is counted: what is held back says why.
  const hints = (found.held ?? []).length > 0 ? [] : await findHints(context);
  return { ...found, hints };
}

async function findHints({ data, config }: LocalContext): Promise<readonly string[]> {
  const db = await openDuckDb({ memoryLimit: '256MB', scratch: data.scratch });
  try {
    const today = new Zone(config.timeZone).day(Date.now());
    const doubt = await countWithoutVisitor(db, [unsealedRelation(data)], today);
    return withoutVisitorHints(doubt, 'local', hundredsInWords);
  } finally {
    await db.close();
  }
}
