/** Writes a release's rows as Parquet. */
import { rmSync, writeFileSync } from 'node:fs';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { describeRelease, RELEASES, releaseRows } from '#core/disclosure/release-columns';
import type { StoredRelease } from '#core/disclosure/stored-release';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { publishDraft, settleDraft } from '../seal/replace-file.ts';

/** Writes the rows; durable when it returns. A file of an earlier attempt is replaced by the same rows. */
export async function writeReleaseRows(db: DuckDb, release: StoredRelease, file: string): Promise<void> {
  const lines = `${file}.jsonl.tmp`;
  const columns = RELEASES.filter((column) => column.name !== 'period');
  const columnTypes = columns.map((column) => `${column.name}: '${DUCKDB_TYPE[column.type]}'`).join(', ');
  // An option of COPY takes no bound value; nothing in it came from a visitor.
  const metadata = Object.entries(describeRelease(release))
    .map(([key, value]) => `${key}: '${value.replaceAll("'", "''")}'`)
    .join(', ');
  writeFileSync(
    lines,
    releaseRows(release)
      .map((row) => JSON.stringify(row))
      .join('\n'),
    { mode: 0o600 },
  );
  await db.run(
    `copy (select ${columns.map((column) => column.name).join(', ')} from read_json($1, format = 'newline_delimited', maximum_object_size = 1048576, columns = {${columnTypes}})) to $2 (format parquet, compression zstd, kv_metadata {${metadata}})`,
    [lines, `${file}.tmp`],
  );
  rmSync(lines, { force: true });
  settleDraft(`${file}.tmp`, release.drawnOn);
  publishDraft(`${file}.tmp`, file);
}
