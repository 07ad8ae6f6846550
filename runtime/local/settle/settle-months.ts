/**
 * Settles the months that are released: the whole of `headcount settle`. Cut short anywhere and run again, it ends in the
 * same state. It may not release, nor look at a figure that was not released.
 */
import { join } from 'node:path';
import type { CompiledConfig } from '#core/config/compile';
import type { Fact } from '#core/facts/fact';
import type { SqlLoader } from '#core/ports/query-engine';
import type { Settled } from '#core/settle/month-state';
import type { DataDir } from '../data-dir.ts';
import { openDuckDb } from '../duckdb/open-duckdb.ts';
import { takeLock } from '../lock.ts';
import { removeScratch } from '../sweep-scratch.ts';
import { readRelease, releasedPeriods } from '../release/release-files.ts';
import { settleMonth } from './settle-month.ts';

export interface SettleRun {
  readonly data: DataDir;
  readonly config: CompiledConfig;
  readonly facts: readonly Fact[];
  readonly loadSql: SqlLoader;
  readonly sites: readonly string[];
  /** One month, YYYY-MM; absent: every one that is released. */
  readonly month?: string;
  /** No month before this one, YYYY-MM: those are settled, and reading them again each night would grow with the years. @default none */
  readonly since?: string;
  readonly onSettled?: (settled: Settled, done: number, of: number) => void;
}

export interface SettleOutcome {
  /** The months in which something was left to do, by site. */
  readonly settled: readonly Settled[];
  /** How many released months were looked at. */
  readonly released: number;
}

/**
 * Throws a LockHeldError while another process seals or releases, or a SettleMismatchError at the first month whose sums
 * would change; what was settled before it stays.
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

async function settleAll({
  data,
  config,
  facts,
  loadSql,
  sites,
  month,
  since,
  onSettled,
}: SettleRun): Promise<SettleOutcome> {
  const due = sites.flatMap((site) =>
    releasedPeriods(data, site)
      .filter((period) => period.length === 7 && period === (month ?? period) && period >= (since ?? ''))
      .map((period) => ({ site, period })),
  );
  const settled: Settled[] = [];
  const db = await openDuckDb({ memoryLimit: '1GB', scratch: join(data.scratch, 'settle') });
  try {
    for (const [index, { site, period }] of due.entries()) {
      const compiled = config.site(site);
      const release = readRelease(data, site, period);
      if (compiled === undefined || release === undefined) continue;
      const days = release.days.map((day) => readRelease(data, site, day)).filter((one) => one !== undefined);
      const one = await settleMonth({ db, data, facts, loadSql }, { site: compiled, release, days });
      if (one === undefined) continue;
      settled.push(one);
      onSettled?.(one, index + 1, due.length);
    }
    return { settled, released: due.length };
  } finally {
    db.close();
  }
}
