/** Removes rows that readers no longer see from the files of merged days. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { factColumns } from '#core/facts/columns';
import type { Fact } from '#core/facts/fact';
import type { MonthState } from '#core/settle/month-state';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { parquetScan } from '../lake/parquet-scan.ts';
import { crashPoint } from '../seal/crash-point.ts';
import { publishDraft } from '../seal/replace-file.ts';
import { periodPath, writeDraft } from '../seal/write-period.ts';
import { syncFolder } from '../sync-folder.ts';

/**
 * Clears the rows of one site; those of other sites stay, and an empty file is removed. Returns whether anything was
 * cleared.
 */
export async function clearMerged(
  db: DuckDb,
  data: DataDir,
  facts: readonly Fact[],
  { site, merged, toMerge }: MonthState,
): Promise<boolean> {
  let cleared = false;
  for (const fact of facts) {
    const folder = join(data.facts, fact.name);
    const columns = factColumns(fact);
    const rows = await db.rows(
      `select distinct period from (${parquetScan(folder, columns, [...merged, ...toMerge])}) where site = ? order by period`,
      [site],
    );
    for (const period of rows.map((row) => String(row['period']))) {
      const others = await db.rows(
        `select 1 from (${parquetScan(folder, columns, [period])}) where site in (select site from sealed where day = ?) limit 1`,
        [period],
      );
      if (others.length > 0) {
        await db.run(
          `create or replace temp table settled_now as select * from settled_${fact.name} where false`,
        );
        publishDraft(
          await writeDraft(db, { folder, columns, table: 'settled_now' }, period),
          periodPath(folder, period),
        );
      } else {
        rmSync(dirname(periodPath(folder, period)), { recursive: true, force: true });
        syncFolder(folder);
      }
      cleared = true;
      crashPoint('settle-clearing');
    }
  }
  return cleared;
}
