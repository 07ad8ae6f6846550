/** Encodes late rows as a Parquet object of the store's table `completeness`. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { LateCount } from './claims.ts';

/** Encodes one row per site, with outcome and reason `late`. The same counts give the same bytes. */
export function lateObject(counts: readonly LateCount[]): Uint8Array {
  const sites = [...new Set(counts.map((count) => count.site))].toSorted();
  const items = sites.map((site) =>
    BigInt(counts.filter((count) => count.site === site).reduce((sum, count) => sum + count.items, 0)),
  );
  const text = (name: string, data: readonly string[]) => ({
    name,
    data: [...data],
    type: 'STRING' as const,
  });
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        text('site', sites),
        text(
          'outcome',
          sites.map(() => 'late'),
        ),
        text(
          'reason',
          sites.map(() => 'late'),
        ),
        { name: 'items', data: items, type: 'INT64' },
      ],
    }),
  );
}
