/**
 * Writes one table's rows of a period as a draft beside its file: the new rows, and those of other sites that were
 * sealed before.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DUCKDB_TYPE } from '#core/event/column-types';
import type { FactColumn } from '#core/facts/columns';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { parquetScan } from '../lake/parquet-scan.ts';
import { syncFolder } from '../sync-folder.ts';
import { settleDraft } from './replace-file.ts';
import { makeFolder } from '#runtime/node/make-folder';

export interface PeriodFile {
  /** Folder of the table, such as facts/pages. */
  readonly folder: string;
  readonly columns: readonly FactColumn[];
  /** Relation that holds the new rows. */
  readonly table: string;
}

/** Returns the path of a period's file in the folder of a table. */
export function periodPath(folder: string, period: string): string {
  return join(folder, `period=${period}`, 'part.parquet');
}

/**
 * Writes a draft and returns its path. Rows are sorted by every column, so that their order reveals nothing; the draft
 * is durable and has the day, or the first of the month, as its file time. Needs a table `sealed` (site, day): rows of
 * its sites are carried over.
 */
export async function writeDraft(
  db: DuckDb,
  { folder, columns, table }: PeriodFile,
  period: string,
): Promise<string> {
  const draft = `${periodPath(folder, period)}.tmp`;
  const storedColumns = columns.filter((column) => column.name !== 'period');
  const names = storedColumns.map((column) => column.name).join(', ');
  const castColumns = storedColumns
    .map((column) => `cast(${column.name} as ${DUCKDB_TYPE[column.type]}) as ${column.name}`)
    .join(', ');
  makeFolder(join(folder, `period=${period}`));
  syncFolder(folder);
  rmSync(draft, { force: true });
  await db.run(
    `create or replace temp table carried as select ${names} from (${parquetScan(folder, columns, [period])}) where period = $1 and site in (select site from sealed where day = $1)`,
    [period],
  );
  await db.run(
    `copy (select ${castColumns} from (select ${names} from ${table} union all select ${names} from carried) order by all) to $1 (format parquet, compression zstd)`,
    [draft],
  );
  settleDraft(draft, period.length === 7 ? `${period}-01` : period);
  return draft;
}
