/** What the engine does when asked, each task by the part that owns it. It may not know processes. */
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

/** Performs one task; throws what its part throws. */
export async function perform(task: EngineTask, ask: unknown, context: TaskContext): Promise<unknown> {
  if (task === 'convert') return await convertSegments(context.db, context.data);
  if (task === 'sealed') return await sealedPairs(context, ask as EngineTasks['sealed']['ask']);
  if (task === 'live') return await context.live.ask(context, ask as EngineTasks['live']['ask']);
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
