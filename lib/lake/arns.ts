/** The ARNs that Glue checks for a call: the catalog, the database, and each table. */
import { Aws } from 'aws-cdk-lib';

const glue = (path: string): string => `arn:${Aws.PARTITION}:glue:${Aws.REGION}:${Aws.ACCOUNT_ID}:${path}`;

/** Returns the ARNs for tables by name; `['*']` is every table of the database. */
export function catalogueArns(database: string, tables: readonly string[]): string[] {
  return [
    glue('catalog'),
    glue(`database/${database}`),
    ...tables.map((table) => glue(`table/${database}/${table}`)),
  ];
}
