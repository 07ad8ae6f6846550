/** Dispatches a task of the engine to the part that owns it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#core/config/schema';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { convertSegments } from '../journal/convert-segments.ts';
import type { LiveViewKeeper } from '../live/live-view-keeper.ts';
import type { EngineTask, EngineTasks } from './messages.ts';

export interface TaskContext {
  readonly db: DuckDb;
  readonly data: DataDir;
  readonly config: Config;
  readonly live: LiveViewKeeper;
}

/** Performs one task; rethrows errors of the part that owns it. */
export async function perform(task: EngineTask, request: unknown, context: TaskContext): Promise<unknown> {
  if (task === 'convert') return await convertSegments(context.db, context.data);
  if (task === 'sealed') return await sealedPairs(context, request as EngineTasks['sealed']['ask']);
  if (task === 'live') return await context.live.ask(context, request as EngineTasks['live']['ask']);
  throw new RangeError('not a task of the engine');
}

async function sealedPairs(
  { db, data }: TaskContext,
  { days }: EngineTasks['sealed']['ask'],
): Promise<EngineTasks['sealed']['answer']> {
  const pairs: [string, string][] = [];
  for (const day of days) {
    const file = join(data.seals, `period=${day}`, 'part.parquet');
    if (!existsSync(file)) continue;
    const rows = await db.rows('select distinct site from read_parquet(?, hive_partitioning = false)', [
      file,
    ]);
    for (const { site } of rows) pairs.push([String(site), day]);
  }
  return pairs;
}
