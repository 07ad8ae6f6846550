/** Release and settlement, on schedule or for an operator: wires AWS to runtime/aws/release. */
import { randomBytes, randomUUID } from 'node:crypto';
import { AthenaClient } from '@aws-sdk/client-athena';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GlueClient } from '@aws-sdk/client-glue';
import { S3Client } from '@aws-sdk/client-s3';
import { FACTS } from '#queries/facts/catalogue';
import { AthenaEngine } from '#runtime/aws/athena/athena-engine';
import { Athena } from '#runtime/aws/athena/athena';
import { endpointOverride, env } from '#runtime/aws/env';
import { Catalogue } from '#runtime/aws/lake/catalogue';
import { Objects } from '#runtime/aws/lake/objects';
import type { ReleaseAnswer, ReleaseEvent } from '#runtime/aws/release/release-event';
import { runRelease } from '#runtime/aws/release/run-release';
import { RunRecord } from '#runtime/aws/steps/run-record';
import { readCompiledConfig, createSqlLoader } from '#runtime/node/files-beside';
import { createSystemBits } from '#runtime/node/random-bits';

const config = readCompiledConfig(import.meta.dirname);
const loadSql = createSqlLoader(import.meta.dirname);
const [s3, glue, dynamo, athenaClient] = [
  new S3Client({ forcePathStyle: endpointOverride('s3') !== undefined }),
  new GlueClient(),
  new DynamoDBClient(),
  new AthenaClient(),
];

interface Context {
  getRemainingTimeInMillis(): number;
}

export async function handler(event: ReleaseEvent | null, context: Context): Promise<ReleaseAnswer> {
  const athena = new Athena({ client: athenaClient, workGroup: env('workGroup') });
  return await runRelease(
    {
      config,
      loadSql,
      athena,
      engine: new AthenaEngine({ athena, database: env('database') }),
      bits: createSystemBits,
      declared: FACTS,
      facts: new Objects(s3, env('factsBucket')),
      arrivals: new Objects(s3, env('arrivalsBucket')),
      catalogue: new Catalogue(glue),
      record: new RunRecord({ client: dynamo, table: env('stateTable') }),
      databases: { store: env('storeDatabase'), scratch: env('scratchDatabase') },
      lease: { client: dynamo, table: env('stateTable'), owner: randomUUID() },
      remainingMs: () => context.getRemainingTimeInMillis(),
      sleep: (ms) =>
        new Promise((resolve) => {
          setTimeout(resolve, ms);
        }),
      now: Date.now(),
      newId: () => randomBytes(8).toString('hex'),
      warn: (line) => {
        console.warn(line);
      },
    },
    event ?? {},
  );
}
