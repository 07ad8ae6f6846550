/**
 * Grants functions of the pipeline access to Athena, Glue and the buckets, named by purpose. It may not use a wildcard
 * where a name is known.
 */
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { acknowledgeObjects } from '../acknowledge.ts';
import type { Deployment } from '../deployment.ts';
import type { HeadcountFunction } from '../functions/headcount-function.ts';
import { catalogueArns } from '../lake/arns.ts';
import { SCRATCH_TABLES, STORE_TABLES, VIEW_NAMES } from '../lake/glue-tables.ts';
import { keyUseStatements } from '../lake/key-use.ts';
import type { Lake } from '../lake/lake.ts';
import {
  ATHENA_ACTIONS,
  DEFAULT_DATABASE_ACCESS,
  READ_CATALOGUE_ACTIONS,
  workGroupArn,
} from './athena-access.ts';
import { FACT_PREFIXES, WORK_PREFIXES } from './prefixes.ts';

const namesOf = (tables: readonly { readonly name: string }[]) => tables.map((table) => table.name);
const PREFIX_REASON =
  "A run names its objects anew each time, so that an attempt never meets another's: the " +
  'prefixes are the narrowest names that are known.';

export class LakeAccess {
  readonly #fn: HeadcountFunction;
  readonly #deployment: Deployment;
  readonly #lake: Lake;

  constructor(fn: HeadcountFunction, deployment: Deployment, lake: Lake) {
    this.#fn = fn;
    this.#deployment = deployment;
    this.#lake = lake;
    this.#allowKey(lake.factsKey);
  }

  #allowKey(key: IKey | undefined): void {
    for (const statement of keyUseStatements(key)) this.#fn.role.addToPrincipalPolicy(statement);
  }

  /** Allows queries in the pipeline's work group over the views and their tables. */
  allowQueries(): void {
    const { databases, workGroups } = this.#deployment;
    // Results are stored beside arrivals, under the same key.
    this.#allowKey(this.#lake.arrivalsKey);
    this.#fn.allow(ATHENA_ACTIONS, [workGroupArn(workGroups.pipeline)]);
    this.#fn.allow(READ_CATALOGUE_ACTIONS, [
      ...new Set([
        ...catalogueArns(databases.store, namesOf(STORE_TABLES)),
        ...catalogueArns(databases.views, VIEW_NAMES),
      ]),
    ]);
    this.#fn.allow(...DEFAULT_DATABASE_ACCESS);
    this.#allowObjects(this.#lake.facts, ['s3:GetObject'], FACT_PREFIXES);
    this.#allowObjects(
      this.#lake.arrivals,
      ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      ['results/*'],
    );
    this.#fn.allow(
      ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      [this.#lake.facts.bucketArn, this.#lake.arrivals.bucketArn],
    );
  }

  /**
   * Allows a run to point scratch tables at its own prefix and to write there, but not in the prefixes of another kind
   * of run.
   */
  allowScratch(kind: keyof typeof WORK_PREFIXES): void {
    const { scratch } = this.#deployment.databases;
    // The table of arrivals is in the same database, but no function may change its location.
    this.#fn.allow(
      [...READ_CATALOGUE_ACTIONS, 'glue:UpdateTable'],
      catalogueArns(
        scratch,
        namesOf(SCRATCH_TABLES).filter((name) => name !== 'arrivals'),
      ),
    );
    this.#allowObjects(
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

  /** Allows arrivals to be read, and deleted once they are counted. */
  allowArrivals(): void {
    this.#fn.allow(READ_CATALOGUE_ACTIONS, catalogueArns(this.#deployment.databases.scratch, ['arrivals']));
    this.#allowObjects(this.#lake.arrivals, ['s3:GetObject', 's3:DeleteObject'], ['arrivals/*']);
  }

  /**
   * Allows partitions to be pointed at new prefixes, and these to be written; only the seal may delete what it
   * replaced.
   */
  allowFacts(prefixes: readonly string[], mayDelete: boolean): void {
    this.#fn.allow(
      ['glue:CreatePartition', 'glue:DeletePartition', 'glue:UpdatePartition'],
      catalogueArns(
        this.#deployment.databases.store,
        namesOf(STORE_TABLES.filter((table) => table.partition !== undefined)),
      ),
    );
    this.#allowObjects(
      this.#lake.facts,
      [
        's3:GetObject',
        's3:PutObject',
        ...(mayDelete ? ['s3:DeleteObject'] : []),
        's3:AbortMultipartUpload',
        's3:ListMultipartUploadParts',
      ],
      prefixes,
    );
  }

  /** Allows the books of imports to be read: which days they touch. */
  allowImports(): void {
    this.#allowObjects(this.#lake.facts, ['s3:GetObject'], ['imports/*']);
  }

  /** Allows pages to be written from releases, and decisions about names to be added, but nothing to be deleted. */
  allowPages(): void {
    this.#allowObjects(this.#lake.facts, ['s3:GetObject', 's3:PutObject'], ['reports/*']);
    this.#allowObjects(this.#lake.facts, ['s3:PutObject'], ['releases/names/*']);
    this.#allowObjects(this.#lake.facts, ['s3:GetObject'], ['releases/*']);
    this.#fn.allow(['s3:ListBucket'], [this.#lake.facts.bucketArn]);
  }

  /** Allows use of the record of steps and of the lease. */
  allowRecord(table: ITable): void {
    this.#fn.allow(
      ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      [table.tableArn],
    );
  }

  #allowObjects(bucket: IBucket, actions: readonly string[], prefixes: readonly string[]): void {
    this.#fn.allow(
      actions,
      prefixes.map((prefix) => bucket.arnForObjects(prefix)),
    );
    acknowledgeObjects(this.#fn, bucket, prefixes, PREFIX_REASON);
  }
}
