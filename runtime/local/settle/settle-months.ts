/**
 * Settles released months: all of `headcount settle`. If it is interrupted at any point and run again, it reaches the
 * same state. It may not release, nor read a figure that was not released.
 */
import { join } from 'node:path';
import type { CompiledConfig } from '#core/config/compile';
import type { Fact } from '#core/facts/fact';
import type { SqlLoader } from '#core/ports/query-engine';
import { chooseMonths, daysToRead, type MonthChoice } from '#core/settle/choose-months';
import { emptyRelease, leftOutMonths, type LeftOutMonth } from '#core/settle/left-out-months';
import type { SettledMonth } from '#core/settle/month-state';
import type { SettlePreview } from '#core/settle/settle-preview';
import type { DataDir } from '../data-dir.ts';
import { openDuckDb, type DuckDb } from '../duckdb/open-duckdb.ts';
import { takeLock } from '../lock.ts';
import { removeScratch } from '../sweep-scratch.ts';
import { readRelease, listReleasedPeriods } from '../release/release-files.ts';
import { readSealed } from '../seal/read-sealed.ts';
import { previewMonth } from './preview-month.ts';
import { settleMonth } from './settle-month.ts';

export interface SettleRun extends MonthChoice {
  readonly data: DataDir;
  readonly config: CompiledConfig;
  readonly facts: readonly Fact[];
  readonly loadSql: SqlLoader;
  /** The local day. */
  readonly today: string;
  /** Whether to compute what would be done, and do nothing. @default false */
  readonly preview?: boolean;
  readonly onSettled?: (settled: SettledMonth, completed: number, total: number) => void;
}

export interface SettleOutcome {
  /** The months that changed, by site. */
  readonly settled: readonly SettledMonth[];
  /** What a preview found, by site. */
  readonly previews: readonly SettlePreview[];
  /** Number of released months that were considered. */
  readonly released: number;
}

/**
 * Settles the months. Throws a LockHeldError while another process seals or releases, or a SettleMismatchError at the
 * first month whose sums would change; months settled before it stay settled.
 */
export async function settleMonths(run: SettleRun): Promise<SettleOutcome> {
  const locks = [await takeLock(run.data, 'seal')];
  try {
    locks.push(await takeLock(run.data, 'release'));
    removeScratch(run.data, 'settle');
    return await settleAll(run);
  } finally {
    for (const lock of locks) lock.release();
  }
}

async function settleAll(run: SettleRun): Promise<SettleOutcome> {
  const { data, config, facts, loadSql, onSettled } = run;
  const released = new Map(run.sites.map((site) => [site, listReleasedPeriods(data, site)]));
  const settled: SettledMonth[] = [];
  const previews: SettlePreview[] = [];
  const db = await openDuckDb({ memoryLimit: '1GB', scratch: join(data.scratch, 'settle') });
  try {
    const due = chooseMonths(released, run, await findLeftOut(db, run));
    for (const [index, chosen] of due.entries()) {
      const site = config.site(chosen.site);
      const release = chosen.isLeftOut ? emptyRelease(chosen) : readRelease(data, chosen.site, chosen.month);
      if (site === undefined || release === undefined) continue;
      const days = daysToRead(chosen, release).flatMap((day) => readRelease(data, chosen.site, day) ?? []);
      const context = { db, data, facts, loadSql };
      if (run.preview === true) {
        const preview = await previewMonth(context, { site, release, days });
        if (preview !== undefined) previews.push(preview);
        continue;
      }
      const settledMonth = await settleMonth(context, { site, release, days });
      if (settledMonth === undefined) continue;
      settled.push(settledMonth);
      onSettled?.(settledMonth, index + 1, due.length);
    }
    return { settled, previews, released: due.length };
  } finally {
    db.close();
  }
}

/** A day of a damaged file counts as one that may be released. */
async function findLeftOut(db: DuckDb, { data, sites, today }: SettleRun): Promise<readonly LeftOutMonth[]> {
  const { days, heldBack } = await readSealed(db, data);
  const unknown = heldBack.flatMap((held) =>
    held.days.flatMap((day) => sites.map((site) => ({ site, day, isDoubled: false }))),
  );
  return leftOutMonths([...days, ...unknown], today);
}
