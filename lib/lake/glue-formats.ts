/** How Glue names formats of files, and columns with their comments. It may not know a table. */
import type { CfnTable } from 'aws-cdk-lib/aws-glue';

/** Glue's limit. */
const MAX_COMMENT_LENGTH = 255;

/** The classes by which Athena reads a format. */
export const FORMATS: Readonly<
  Record<
    'parquet' | 'json',
    Pick<CfnTable.StorageDescriptorProperty, 'inputFormat' | 'outputFormat' | 'serdeInfo'>
  >
> = {
  parquet: {
    inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
    outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
    serdeInfo: {
      serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
      parameters: { 'serialization.format': '1' },
    },
  },
  json: {
    inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
    outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
    serdeInfo: {
      serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe',
      parameters: { 'serialization.format': '1' },
    },
  },
};

/** Returns columns; a comment that is too long is cut. */
export function glueColumns(
  columns: readonly { readonly name: string; readonly type: string; readonly description?: string }[],
): CfnTable.ColumnProperty[] {
  return columns.map(({ name, type, description }) => ({
    name,
    type,
    ...(description === undefined ? {} : { comment: description.slice(0, MAX_COMMENT_LENGTH) }),
  }));
}
