/**
 * What the functions of the pipeline may do with Athena, Glue and the buckets, by the name of what they do. It may not
 * use a wildcard where a name is known.
 */
import { Aws } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { acknowledgeObjects } from '../acknowledge.ts';
import type { Deployment } from '../deployment.ts';
import type { HeadcountFunction } from '../functions/headcount-function.ts';
import { catalogueArns } from '../lake/arns.ts';
import { SCRATCH_TABLES, STORE_TABLES, VIEW_NAMES } from '../lake/glue-tables.ts';
import { decryptAndEncrypt } from '../lake/key-use.ts';
import type { Lake } from '../lake/lake.ts';
import { FACT_PREFIXES, WORK_PREFIXES } from './prefixes.ts';

const names = (tables: readonly { readonly name: string }[]) => tables.map((table) => table.name);
const WHY =
  "A run names its objects anew each time, so that an attempt never meets another's: the " +
  'prefixes are the narrowest names that are known.';

export const athenaActions = [
  'athena:GetQueryExecution',
  'athena:GetQueryResults',
  'athena:StartQueryExecution',
  'athena:StopQueryExecution',
] as const;
export const readCatalogue = [
  'glue:BatchGetPartition',
  'glue:GetDatabase',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:GetTable',
  'glue:GetTables',
] as const;

/**
 * Athena looks at the database `default`, whatever a query names (Athena user guide, "Configure access to databases and
 * tables in the AWS Glue Data Catalog"): action and resources.
 */
export const DEFAULT_DATABASE: readonly [actions: readonly string[], resources: readonly string[]] = [
  ['glue:GetDatabase'],
  catalogueArns('default', []),
];

export function workGroupArn(name: string): string {
  return `arn:${Aws.PARTITION}:athena:${Aws.REGION}:${Aws.ACCOUNT_ID}:workgroup/${name}`;
}

export class LakeAccess {
  readonly #fn: HeadcountFunction;
  readonly #deployment: Deployment;
  readonly #lake: Lake;

  constructor(fn: HeadcountFunction, deployment: Deployment, lake: Lake) {
    this.#fn = fn;
    this.#deployment = deployment;
    this.#lake = lake;
    this.#key(lake.factsKey);
  }

  #key(key: IKey | undefined): void {
    for (const statement of decryptAndEncrypt(key)) this.#fn.role.addToPrincipalPolicy(statement);
  }

  /** Queries in the pipeline's work group over the views and what is behind them. */
  queries(): void {
    const { databases, workGroups } = this.#deployment;
    // Results lie beside arrivals, under their key.
    this.#key(this.#lake.arrivalsKey);
    this.#fn.allow(athenaActions, [workGroupArn(workGroups.pipeline)]);
    this.#fn.allow(readCatalogue, [
      ...new Set([
        ...catalogueArns(databases.store, names(STORE_TABLES)),
        ...catalogueArns(databases.views, VIEW_NAMES),
      ]),
    ]);
    this.#fn.allow(...DEFAULT_DATABASE);
    this.#objects(this.#lake.facts, ['s3:GetObject'], FACT_PREFIXES);
    this.#objects(
      this.#lake.arrivals,
      ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      ['results/*'],
    );
    this.#fn.allow(
      ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      [this.#lake.facts.bucketArn, this.#lake.arrivals.bucketArn],
    );
  }

  /** Scratch tables, which a run points at its own prefix, and what it writes there; no run of another kind. */
  scratch(kind: keyof typeof WORK_PREFIXES): void {
    const { scratch } = this.#deployment.databases;
    // Arrivals stand in the same database: where they lie is nobody's to change.
    this.#fn.allow(
      [...readCatalogue, 'glue:UpdateTable'],
      catalogueArns(
        scratch,
        names(SCRATCH_TABLES).filter((name) => name !== 'arrivals'),
      ),
    );
    this.#objects(
      this.#lake.arrivals,
      [
        's3:GetObject',
        's3:PutObject',
        's3:DeleteObject',
        's3:AbortMultipartUpload',
        's3:ListMultipartUploadParts',
      ],
      [WORK_PREFIXES[kind]],
    );
  }

  /** Arrivals are read, and deleted once they are counted. */
  arrivals(): void {
    this.#fn.allow(readCatalogue, catalogueArns(this.#deployment.databases.scratch, ['arrivals']));
    this.#objects(this.#lake.arrivals, ['s3:GetObject', 's3:DeleteObject'], ['arrivals/*']);
  }

  /**
   * Partitions are pointed at new prefixes, and what is behind them is written; only the seal deletes what was
   * replaced.
   */
  facts(prefixes: readonly string[], deletes: boolean): void {
    this.#fn.allow(
      ['glue:CreatePartition', 'glue:DeletePartition', 'glue:UpdatePartition'],
      catalogueArns(
        this.#deployment.databases.store,
        names(STORE_TABLES.filter((table) => table.partition !== undefined)),
      ),
    );
    this.#objects(
      this.#lake.facts,
      [
        's3:GetObject',
        's3:PutObject',
        ...(deletes ? ['s3:DeleteObject'] : []),
        's3:AbortMultipartUpload',
        's3:ListMultipartUploadParts',
      ],
      prefixes,
    );
  }

  /** Pages are written from releases, and never deleted. */
  pages(): void {
    this.#objects(this.#lake.facts, ['s3:GetObject', 's3:PutObject'], ['reports/*']);
    this.#objects(this.#lake.facts, ['s3:GetObject'], ['releases/*']);
    this.#fn.allow(['s3:ListBucket'], [this.#lake.facts.bucketArn]);
  }

  /** The record of steps and the lease. */
  record(table: ITable): void {
    this.#fn.allow(
      ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      [table.tableArn],
    );
  }

  #objects(bucket: IBucket, actions: readonly string[], prefixes: readonly string[]): void {
    this.#fn.allow(
      actions,
      prefixes.map((prefix) => bucket.arnForObjects(prefix)),
    );
    acknowledgeObjects(this.#fn, bucket, prefixes, WHY);
  }
}
