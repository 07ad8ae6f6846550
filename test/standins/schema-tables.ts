/** The tables and views of the lake as Glue takes them, straight from the schema that the stacks declare. */
import type { TableInput } from '@aws-sdk/client-glue';
import { FIELDS, type ColumnType } from '#core/event/fields';
import { factColumns } from '#core/facts/columns';
import { COMPLETENESS } from '#core/facts/lake-columns';
import { ARRIVALS_TABLE, storeTables, type StoreTable } from '#core/facts/store-tables';
import { FACTS } from '#queries/facts/catalogue';
import { lakeViews } from '#queries/lake/views';
import { SCRATCH, SETTLE_SCRATCH } from '#queries/seal/scratch';
import type { GlueTables } from './glue-tables.ts';

export interface LakeNames {
  readonly database: string;
  readonly arrivalsBucket: string;
  readonly factsBucket: string;
}

type Columns = readonly { readonly name: string; readonly type: ColumnType }[];

const FORMATS = {
  parquet: {
    input: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
    output: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
    serde: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
  },
  json: {
    input: 'org.apache.hadoop.mapred.TextInputFormat',
    output: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
    serde: 'org.openx.data.jsonserde.JsonSerDe',
  },
} as const;
const PRESTO: Readonly<Record<ColumnType, string>> = {
  string: 'varchar',
  int: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
  'map<string,string>': 'map(varchar, varchar)',
};

/** Storage settings of a partition, beside its location. */
export const storage = (format: 'parquet' | 'json', columns: Columns, location: string) => ({
  Columns: columns.map(({ name, type }) => ({ Name: name, Type: type })),
  Location: location,
  InputFormat: FORMATS[format].input,
  OutputFormat: FORMATS[format].output,
  SerdeInfo: { SerializationLibrary: FORMATS[format].serde },
});

export function tablesOfSchema({ database, arrivalsBucket, factsBucket }: LakeNames): GlueTables {
  const [store, scratch] = [`${database}_store`, `${database}_scratch`];
  const bucket = (table: StoreTable) => (table.bucket === 'facts' ? factsBucket : arrivalsBucket);
  const declared = (table: StoreTable) => ({
    database: table.database === 'store' ? store : scratch,
    input: tableInput(table, `s3://${bucket(table)}/${table.prefix}/`),
  });
  const passing = (name: string, format: 'parquet' | 'json', columns: Columns) => ({
    database: scratch,
    input: {
      Name: name,
      TableType: 'EXTERNAL_TABLE',
      Parameters: { EXTERNAL: 'TRUE', classification: format },
      StorageDescriptor: storage(format, columns, `s3://${arrivalsBucket}/scratch/none/${name}/`),
    },
  });
  return {
    databases: [database, store, scratch],
    tables: [
      ...[ARRIVALS_TABLE, ...storeTables(FACTS)].map(declared),
      ...[...SCRATCH, ...SETTLE_SCRATCH].map((table) =>
        passing(table.name, table.from === 'query' ? 'parquet' : 'json', table.columns),
      ),
      ...FACTS.map((fact) => passing(fact.name, 'parquet', factColumns(fact))),
      passing('completeness', 'parquet', COMPLETENESS),
      ...lakeViews(FACTS, store).map((view) => ({ database, input: viewInput(view, database) })),
    ],
  };
}

function tableInput(table: StoreTable, location: string): TableInput {
  const { partition } = table;
  const projection: Record<string, string> =
    partition?.by !== 'projection'
      ? {}
      : {
          'projection.enabled': 'true',
          [`projection.${partition.key}.type`]: 'date',
          [`projection.${partition.key}.format`]: 'yyyy-MM-dd',
          [`projection.${partition.key}.range`]: '2015-01-01,NOW+1DAYS',
          [`projection.${partition.key}.interval`]: '1',
          [`projection.${partition.key}.interval.unit`]: 'DAYS',
          'storage.location.template': `${location}${partition.key}=\${${partition.key}}/`,
        };
  return {
    Name: table.name,
    TableType: 'EXTERNAL_TABLE',
    Parameters: { EXTERNAL: 'TRUE', classification: table.format, ...projection },
    StorageDescriptor: storage(table.format, table.columns, location),
    ...(partition === undefined ? {} : { PartitionKeys: [{ Name: partition.key, Type: 'string' }] }),
  };
}

function viewInput(view: ReturnType<typeof lakeViews>[number], database: string): TableInput {
  const json = JSON.stringify({
    originalSql: view.sql,
    catalog: 'awsdatacatalog',
    schema: database,
    columns: view.columns.map(({ name, type }) => ({ name, type: PRESTO[type] })),
  });
  return {
    Name: view.name,
    TableType: 'VIRTUAL_VIEW',
    Parameters: { presto_view: 'true', comment: 'Presto View' },
    PartitionKeys: [],
    ViewOriginalText: `/* Presto View: ${Buffer.from(json).toString('base64')} */`,
    ViewExpandedText: '/* Presto View */',
    StorageDescriptor: {
      Columns: view.columns.map(({ name, type }) => ({ Name: name, Type: type })),
      Location: '',
      InputFormat: '',
      OutputFormat: '',
      SerdeInfo: {},
    },
  };
}

export const ARRIVAL_COLUMNS: Columns = FIELDS.map(({ name, type }) => ({ name, type }));
