/**
 * Commits a merge: writes a row of the month in `seals` that names the merged days. With its rename readers see the
 * month's rows and no longer the days'.
 */
import { DUCKDB_TYPE } from '#core/event/column-types';
import type { Fact } from '#core/facts/fact';
import type { MonthState } from '#core/settle/month-state';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { SEALS } from '#core/facts/lake-columns';
import { publishDraft } from '../seal/replace-file.ts';
import { periodPath, writeDraft } from '../seal/write-period.ts';

/**
 * Commits the merge. Counts and bounds of the row are null, so that nothing is counted twice; its seal date is that of
 * the last of its days.
 */
export async function commitMerged(
  db: DuckDb,
  data: DataDir,
  facts: readonly Fact[],
  { site, month, toMerge }: MonthState,
): Promise<void> {
  const expressions: Readonly<Record<string, string>> = {
    site: '$1',
    period: '$2',
    catalogue: '$3',
    merged: '$4',
    time_zone: 'max(s.time_zone)',
    sealed_on: 'max(s.sealed_on)',
  };
  const columns = SEALS.map(
    (column) =>
      `cast(${expressions[column.name] ?? 'null'} as ${DUCKDB_TYPE[column.type]}) as ${column.name}`,
  ).join(', ');
  await db.run(
    `create or replace temp table settled_now as select ${columns} from month_seals s
     where s.site = $1 and s.period in (select day from settled_days where becomes = $2)`,
    [site, month, facts.map((fact) => fact.name).join(' '), toMerge.join(' ')],
  );
  publishDraft(
    await writeDraft(db, { folder: data.seals, columns: SEALS, table: 'settled_now' }, month),
    periodPath(data.seals, month),
  );
}
