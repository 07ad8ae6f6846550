/**
 * What a seal would do now: the plan of the seal over the same files, and a count of their rows. It may not change a
 * file, and leaves no row behind.
 */
import { join } from 'node:path';
import type { SqlRow } from '#core/ports/query-engine';
import { countPlanned } from '#core/seal/count-planned';
import { remainingHeldBack } from '#core/seal/held-back';
import { refuseLongSilence } from '#core/seal/long-silence';
import { planSeals } from '#core/seal/plan-seals';
import type { UnlistedViews } from '#core/seal/unlisted-views';
import { openDuckDb, type DuckDb } from '../duckdb/open-duckdb.ts';
import { readJournalBacklog } from '../journal/read-journal-backlog.ts';
import { dropUnsealed, journalParts, loadUnsealed } from '../live/unsealed-arrivals.ts';
import type { RowParts } from './split-rows.ts';
import { heldBackBySegments } from './held-arrivals.ts';
import { readHeldBackNote } from './held-note.ts';
import { readNames } from './kept-names.ts';
import { readOpenFiles } from './open-files.ts';
import { readSealed, refuseOtherZone } from './read-sealed.ts';
import type { SealInput, SealResult } from './seal-input.ts';

export type PreviewInput = Pick<
  SealInput,
  'data' | 'config' | 'through' | 'byClock' | 'throughUnconfirmed' | 'listed' | 'loadSql' | 'memoryLimit'
>;

export interface SealPreview extends Pick<SealResult, 'days' | 'waiting' | 'held'> {
  readonly unlisted: readonly UnlistedViews[];
}

/** Throws a TimeZoneChangedError or LongSilenceError where a seal would. */
export async function previewSeals(input: PreviewInput): Promise<SealPreview> {
  const { data, memoryLimit } = input;
  const db = await openDuckDb({ memoryLimit, scratch: join(data.scratch, 'seal') });
  try {
    return await previewWith(db, input);
  } finally {
    await db.close();
  }
}

async function previewWith(db: DuckDb, input: PreviewInput): Promise<SealPreview> {
  const { data, config, through, byClock, listed, loadSql } = input;
  const files = await readOpenFiles(db, data, config);
  const { keptNames } = await readSealed(db, data);
  await refuseOtherZone(db, config.timeZone);
  const { unreadable } = await readJournalBacklog(db, data);
  const heldBack = [...files.heldBack, ...heldBackBySegments(config, unreadable)];
  const parts = [...files.parts, ...(await journalParts(db, data))];
  const plan = planSeals({
    config,
    parts,
    sealedDays: files.sealed,
    runningImports: files.importing,
    readDays: files.readDays,
    heldBack,
    previouslyHeldBack: readHeldBackNote(data),
    through,
    byClock,
  });
  if (input.throughUnconfirmed === true) refuseLongSilence(plan.days, parts);
  let rows: RowParts | undefined;
  try {
    rows = await loadUnsealed(db, data, new Set(files.heldBack.map(({ file }) => file)));
    const { relations } = rows;
    return {
      ...(await countPlanned(plan, {
        loadSql,
        rows: async (continuation) => {
          const found: SqlRow[] = [];
          for (const relation of relations)
            found.push(
              ...(await db.rows(`with arrivals_of_day as (select * from ${relation})\n${continuation}`)),
            );
          return found;
        },
        listing: { seals: keptNames, listedNow: listed, kept: (digest) => readNames(data, digest) },
      })),
      waiting: plan.waiting,
      held: remainingHeldBack(
        heldBack,
        config.sites.map(({ id }) => id),
        files.sealed,
      ),
    };
  } finally {
    await dropUnsealed(db, rows);
  }
}
