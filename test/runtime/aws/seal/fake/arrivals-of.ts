/** Rows as Parquet, as Firehose would write them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { FIELDS, type ArrivalRow } from '#core/event/fields';
import type { LakeEngine } from '../../../../support/aws/lake-engine.ts';

const COLUMNS = FIELDS.map((field) => `${field.name}: '${DUCKDB_TYPE[field.type]}'`).join(', ');

export async function parquetOf(
  { db, folder }: LakeEngine,
  rows: readonly ArrivalRow[],
): Promise<Uint8Array> {
  const [lines, file] = [join(folder, 'arrivals.jsonl'), join(folder, 'arrivals.parquet')];
  writeFileSync(lines, rows.map((row) => JSON.stringify(row)).join('\n'));
  await db.run(
    `copy (select * from read_json($1, format = 'newline_delimited', columns = {${COLUMNS}})) to $2 (format parquet)`,
    [lines, file],
  );
  return new Uint8Array(readFileSync(file));
}
