/** A view as Athena stores it in Glue: a virtual table whose text holds the SQL and the columns as base64. */
import type { CfnTable } from 'aws-cdk-lib/aws-glue';
import type { ColumnType } from '#core/event/fields';
import type { LakeView } from '#queries/lake/views';
import { glueColumns } from './glue-formats.ts';

const PRESTO_TYPE: Readonly<Record<ColumnType, string>> = {
  string: 'varchar',
  int: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
  'map<string,string>': 'map(varchar, varchar)',
};

/** Returns the table input of a view in `database`; the catalog's name is Athena's own. */
export function prestoView(view: LakeView, database: string): CfnTable.TableInputProperty {
  const definition = {
    originalSql: view.sql,
    catalog: 'awsdatacatalog',
    schema: database,
    columns: view.columns.map(({ name, type }) => ({ name, type: PRESTO_TYPE[type] })),
  };
  return {
    name: view.name,
    tableType: 'VIRTUAL_VIEW',
    owner: 'headcount',
    parameters: { presto_view: 'true', comment: 'Presto View' },
    partitionKeys: [],
    storageDescriptor: { columns: glueColumns(view.columns), location: '', serdeInfo: {} },
    viewOriginalText: `/* Presto View: ${Buffer.from(JSON.stringify(definition)).toString('base64')} */`,
    viewExpandedText: '/* Presto View */',
  };
}
