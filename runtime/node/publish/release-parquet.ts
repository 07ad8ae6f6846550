/**
 * Writes a release's rows as one Parquet file, in memory and without a database; where there is one, runtime/local
 * writes the same rows.
 */
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describeRelease, RELEASES, releaseRows } from '#core/disclosure/release-columns';
import type { StoredRelease } from '#core/disclosure/stored-release';
import type { ColumnType } from '#core/event/fields';

const TYPES: Readonly<Partial<Record<ColumnType, 'STRING' | 'INT32' | 'INT64' | 'BOOLEAN'>>> = {
  string: 'STRING',
  int: 'INT32',
  bigint: 'INT64',
  boolean: 'BOOLEAN',
};

/**
 * Writes the columns of `releases` except `period`, which is in the file's path; null where a cell has no such key. Its
 * metadata describe the file and each column.
 */
export function releaseParquet(release: StoredRelease): Uint8Array {
  const rows = releaseRows(release);
  const columnData = RELEASES.filter((column) => column.name !== 'period').map(({ name, type }) => {
    const parquetType = TYPES[type];
    if (parquetType === undefined) throw new RangeError(`a column of type ${type} is not written here`);
    const data = rows.map((row) =>
      parquetType === 'INT64' && typeof row[name] === 'number' ? BigInt(row[name]) : (row[name] ?? null),
    );
    return { name, data, type: parquetType, nullable: true };
  });
  return new Uint8Array(
    parquetWriteBuffer({
      columnData,
      kvMetadata: Object.entries(describeRelease(release)).map(([key, value]) => ({ key, value })),
    }),
  );
}
