/** Reads the state of this machine's data. */
import { KeptFileError } from '#core/disclosure/kept-file-error';
import { countWaiting } from '#core/names/name-book';
import { rulesBySite } from '#core/names/name-rules';
import { hundredsInWords, type StatusView, type WaitingNames } from '#core/operator/status-view';
import { withoutVisitorHints } from '#core/report/without-visitor';
import { Zone } from '#core/time/zone';
import { isSimulated } from '#runtime/local/demo/demo-folder';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { lakeStatus } from '#runtime/local/lake/lake-status';
import { unsealedRelation } from '#runtime/local/live/unsealed-arrivals';
import { countWithoutVisitor } from '#runtime/local/live/without-visitor';
import { localDecisions } from '#runtime/local/release/name-decisions';
import { readMonthlyReleases } from '#runtime/local/release/release-files';
import { loadCompiledConfig } from '#runtime/node/load-config';
import type { LocalContext } from './local-context.ts';

export async function status(context: LocalContext): Promise<StatusView> {
  const view = await lakeStatus(context.data, context.config);
  // Nothing is counted over a damaged file; the held-back lines give the reason.
  const hints = (view.held ?? []).length > 0 ? [] : await findHints(context);
  const names = await countNames(context);
  return {
    ...view,
    ...(names.waiting === 0 ? {} : { namesWaiting: names.waiting }),
    ...(isSimulated(context.data) ? { simulated: true } : {}),
    hints: [...hints, ...names.hints],
  };
}

/** Counts the names that wait; where a release or a decision is damaged, a hint names it. */
async function countNames({ data, config, configFolder }: LocalContext): Promise<WaitingNames> {
  try {
    const decisions = await localDecisions(data).read();
    const waiting = countWaiting(
      new Map(config.sites.map(({ id }) => [id, readMonthlyReleases(data, id)])),
      decisions,
      rulesBySite(loadCompiledConfig(config, configFolder), decisions),
    );
    return { waiting, hints: [] };
  } catch (error) {
    if (error instanceof KeptFileError) return { waiting: 0, hints: [error.message] };
    throw error;
  }
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
