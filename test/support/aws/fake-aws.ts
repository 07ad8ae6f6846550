/**
 * The services of the pipeline in memory at one moment, and the functions' view of them; they can start as a copy of
 * others. It may not delete objects that readers see.
 */
import type { AthenaClient } from '@aws-sdk/client-athena';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { GlueClient } from '@aws-sdk/client-glue';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SqlRow } from '#core/ports/query-engine';
import { Athena } from '#runtime/aws/athena/athena';
import { Catalogue } from '#runtime/aws/lake/catalogue';
import { Objects } from '#runtime/aws/lake/objects';
import { RunRecord } from '#runtime/aws/steps/run-record';
import { tablesOfSchema } from '../../standins/schema-tables.ts';
import { Calls } from './calls.ts';
import { FakeAthena } from './fake-athena.ts';
import { FakeDynamoDb } from './fake-dynamodb.ts';
import { FakeGlue } from './fake-glue.ts';
import { FakeS3 } from './fake-s3.ts';
import type { LakeEngine } from './lake-engine.ts';
import { BUCKETS, DATABASES } from './relations.ts';

const DECLARED = tablesOfSchema({
  database: DATABASES.views,
  arrivalsBucket: BUCKETS.arrivals,
  factsBucket: BUCKETS.facts,
});

export class FakeAws {
  readonly calls = new Calls();
  readonly s3: FakeS3;
  readonly glue: FakeGlue;
  readonly dynamo: FakeDynamoDb;
  readonly athena: FakeAthena;
  readonly engine: LakeEngine;
  /** Milliseconds since 1970. */
  now: number;

  constructor(engine: LakeEngine, now: number, from?: FakeAws) {
    this.engine = engine;
    this.now = from?.now ?? now;
    this.s3 = new FakeS3(
      () => this.now,
      (paths) => this.onDelete(paths),
      from?.s3.objects,
    );
    this.glue = new FakeGlue(from?.glue ?? DECLARED, () => this.now);
    this.dynamo = new FakeDynamoDb(from?.dynamo.items);
    this.athena = new FakeAthena(engine, this);
  }

  /**
   * Called with paths of objects before they are deleted: throws if a reader is shown one, or was within the last hour.
   */
  onDelete(paths: readonly string[]): void | Promise<void> {
    for (const locations of this.glue.partitions.values()) {
      for (const location of locations.values()) {
        const shown = paths.find((path) => `s3://${path}`.startsWith(location));
        if (shown !== undefined) throw new Error(`deleted while readers are shown it: ${shown}`);
      }
    }
    for (const [location, at] of this.glue.replaced) {
      if (this.now - at < 3_600_000 && paths.some((path) => `s3://${path}`.startsWith(location)))
        throw new Error(`deleted while a reader may still be at it: ${location}`);
    }
  }

  parts(owner: string) {
    const { calls } = this;
    const client = calls.client<DynamoDBClient>(this.dynamo.operations);
    const s3 = calls.client<S3Client>(this.s3.operations);
    return {
      arrivals: new Objects(s3, BUCKETS.arrivals),
      facts: new Objects(s3, BUCKETS.facts),
      catalogue: new Catalogue(calls.client<GlueClient>(this.glue.operations)),
      record: new RunRecord({ client, table: 'state' }),
      lease: { client, table: 'state', owner },
      databases: { store: DATABASES.store, scratch: DATABASES.scratch },
      athena: new Athena({
        client: calls.client<AthenaClient>(this.athena.operations),
        workGroup: 'pipeline',
      }),
      sleep: async () => undefined,
    };
  }

  /** Returns rows as a reader of the database sees them, without counting a call. */
  async query(sql: string, database: string = DATABASES.views): Promise<readonly SqlRow[]> {
    return (await this.engine.answer(this, { sql, database })).rows;
  }
}
