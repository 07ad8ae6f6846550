/** Table inputs for Glue, derived from the declarations of the schema; only the partition keys are added here. */
import type { CfnTable } from 'aws-cdk-lib/aws-glue';
import { COMPLETENESS } from '#core/facts/lake-columns';
import { factColumns } from '#core/facts/columns';
import { ARRIVALS_TABLE, storeTables, type StoreColumn, type StoreTable } from '#core/facts/store-tables';
import { FACTS } from '#queries/facts/catalogue';
import { lakeViews } from '#queries/lake/views';
import { SCRATCH, SETTLE_SCRATCH } from '#queries/seal/scratch';
import { FORMATS, glueColumns } from './glue-formats.ts';

/**
 * First day of arrivals that projection can find, early enough for imports of old days. Days out of range silently read
 * as empty.
 */
const FIRST_DAY = '2000-01-01';

/** Returns the table input of a table in `bucket` (its name). */
export function glueTable(table: StoreTable, bucket: string): CfnTable.TableInputProperty {
  const location = `s3://${bucket}/${table.prefix}/`;
  const projection: Record<string, string> =
    table.partition?.by !== 'projection'
      ? {}
      : {
          'projection.enabled': 'true',
          'projection.dt.type': 'date',
          'projection.dt.format': 'yyyy-MM-dd',
          'projection.dt.range': `${FIRST_DAY},NOW`,
          'projection.dt.interval': '1',
          'projection.dt.interval.unit': 'DAYS',
          'storage.location.template': `${location}dt=\${dt}/`,
        };
  return {
    name: table.name,
    tableType: 'EXTERNAL_TABLE',
    parameters: { EXTERNAL: 'TRUE', classification: table.format, ...projection },
    partitionKeys: table.partition === undefined ? [] : [{ name: table.partition.key, type: 'string' }],
    storageDescriptor: { columns: glueColumns(table.columns), location, ...FORMATS[table.format] },
  };
}

/** Tables that the views read. */
export const STORE_TABLES: readonly StoreTable[] = storeTables(FACTS);

/** Names of the views. */
export const VIEW_NAMES: readonly string[] = lakeViews(FACTS, 'store').map((view) => view.name);

/** Arrivals, and the tables that each run of the pipeline points at its own prefix. */
export const SCRATCH_TABLES: readonly StoreTable[] = [
  ARRIVALS_TABLE,
  ...[...SCRATCH, ...SETTLE_SCRATCH].map(({ name, from, columns }) =>
    scratchTable(
      name,
      from === 'query' ? 'parquet' : 'json',
      columns.map((column) => ({ ...column, description: 'As in queries/seal.' })),
    ),
  ),
  ...FACTS.map((fact) => scratchTable(fact.name, 'parquet', factColumns(fact))),
  scratchTable('completeness', 'parquet', COMPLETENESS),
];

function scratchTable(
  name: string,
  format: StoreTable['format'],
  columns: readonly StoreColumn[],
): StoreTable {
  return {
    name,
    database: 'scratch',
    bucket: 'arrivals',
    prefix: `scratch/${name}`,
    format,
    columns,
    partition: undefined,
  };
}
