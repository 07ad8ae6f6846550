/**
 * Inspects every Parquet file of a data directory. It reads all of them, so it runs only after a command failed without
 * a clear reason.
 */
import { join } from 'node:path';
import type { Damage } from '#core/damage/damaged-file-error';
import { RELEASES } from '#core/disclosure/release-columns';
import { factColumns, type FactColumn } from '#core/facts/columns';
import type { Fact } from '#core/facts/fact';
import { COMPLETENESS, SEALS } from '#core/facts/lake-columns';
import type { DataDir } from '../data-dir.ts';
import { openDuckDb } from '../duckdb/open-duckdb.ts';
import { periodFiles } from '../lake/period-files.ts';
import { listArrivalFiles, findDamagedArrivals } from '../seal/arrival-index.ts';
import { parquetDamage } from './parquet-damage.ts';

/** Returns every damaged file; those that readers need come first. */
export async function inspectLake(data: DataDir, facts: readonly Fact[]): Promise<readonly Damage[]> {
  const db = await openDuckDb({ memoryLimit: '1GB', threads: 1, scratch: data.scratch });
  try {
    const damaged: Damage[] = [];
    for (const { folder, columns } of tables(data, facts)) {
      const listing = periodFiles(folder);
      damaged.push(...listing.damaged);
      for (const { file } of listing.files) {
        const reason = await parquetDamage(db, file, columns);
        if (reason !== undefined) damaged.push({ file, reason });
      }
    }
    const arrivals = await findDamagedArrivals(db, data, listArrivalFiles(data));
    return [...damaged, ...arrivals.map(({ file, reason }) => ({ file: join(data.arrivals, file), reason }))];
  } finally {
    await db.close();
  }
}

/** Lists the tables with the columns that every version of them has had. */
function tables(
  data: DataDir,
  facts: readonly Fact[],
): readonly { readonly folder: string; readonly columns: readonly FactColumn[] }[] {
  const select = (columns: readonly FactColumn[], names: readonly string[]) =>
    columns.filter(({ name }) => names.includes(name));
  return [
    { folder: data.seals, columns: select(SEALS, ['site', 'time_zone', 'live', 'sealed_on']) },
    ...facts.map((fact) => ({ folder: join(data.facts, fact.name), columns: factColumns(fact) })),
    { folder: data.completeness, columns: COMPLETENESS },
    { folder: data.releases, columns: select(RELEASES, ['site']) },
  ];
}
