/** The actions and names by which a query in Athena is permitted. It may not name a database of ours. */
import { Aws } from 'aws-cdk-lib';
import { catalogueArns } from '../lake/arns.ts';

export const ATHENA_ACTIONS = [
  'athena:GetQueryExecution',
  'athena:GetQueryResults',
  'athena:StartQueryExecution',
  'athena:StopQueryExecution',
] as const;
export const READ_CATALOGUE_ACTIONS = [
  'glue:BatchGetPartition',
  'glue:GetDatabase',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:GetTable',
  'glue:GetTables',
] as const;

/**
 * The actions and resources for the database `default`, which Athena reads whatever a query names (Athena user guide,
 * "Configure access to databases and tables in the AWS Glue Data Catalog").
 */
export const DEFAULT_DATABASE_ACCESS: readonly [actions: readonly string[], resources: readonly string[]] = [
  ['glue:GetDatabase'],
  catalogueArns('default', []),
];

export function workGroupArn(name: string): string {
  return `arn:${Aws.PARTITION}:athena:${Aws.REGION}:${Aws.ACCOUNT_ID}:workgroup/${name}`;
}
