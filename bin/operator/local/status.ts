/** Reads the state of this machine's data. */
import { hundredsInWords, type StatusView } from '#core/operator/status-view';
import { withoutVisitorHints } from '#core/report/without-visitor';
import { Zone } from '#core/time/zone';
import { isSimulated } from '#runtime/local/demo/demo-folder';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { lakeStatus } from '#runtime/local/lake/lake-status';
import { unsealedRelation } from '#runtime/local/live/unsealed-arrivals';
import { countWithoutVisitor } from '#runtime/local/live/without-visitor';
import type { LocalContext } from './local-context.ts';

export async function status(context: LocalContext): Promise<StatusView> {
  const view = await lakeStatus(context.data, context.config);
  // Nothing is counted over a damaged file; the held-back lines give the reason.
  const hints = (view.held ?? []).length > 0 ? [] : await findHints(context);
  return { ...view, ...(isSimulated(context.data) ? { simulated: true } : {}), hints };
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
