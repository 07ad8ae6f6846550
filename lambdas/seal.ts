/** The seal, on schedule or for an operator: wires AWS to runtime/aws/seal. */
import { randomUUID } from 'node:crypto';
import { AthenaClient } from '@aws-sdk/client-athena';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GlueClient } from '@aws-sdk/client-glue';
import { S3Client } from '@aws-sdk/client-s3';
import { listedNames } from '#core/disclosure/listed-names';
import { FACTS } from '#queries/facts/catalogue';
import { SCRATCH } from '#queries/seal/scratch';
import { Athena } from '#runtime/aws/athena/athena';
import { endpointOverride, env } from '#runtime/aws/env';
import { Catalogue } from '#runtime/aws/lake/catalogue';
import { Objects } from '#runtime/aws/lake/objects';
import { runSeal } from '#runtime/aws/seal/run-seal';
import type { SealEvent, SealEventAnswer } from '#runtime/aws/seal/seal-event';
import { RunRecord } from '#runtime/aws/steps/run-record';
import { readCompiledConfig, createSqlLoader } from '#runtime/node/files-beside';

const compiled = readCompiledConfig(import.meta.dirname);
const { source: config, zone } = compiled;
const loadSql = createSqlLoader(import.meta.dirname);
const [s3, glue, dynamo, athena] = [
  new S3Client({ forcePathStyle: endpointOverride('s3') !== undefined }),
  new GlueClient(),
  new DynamoDBClient(),
  new AthenaClient(),
];

interface Context {
  getRemainingTimeInMillis(): number;
}

export async function handler(event: SealEvent | null, context: Context): Promise<SealEventAnswer> {
  return await runSeal(
    {
      config,
      listed: (id) => {
        const site = compiled.site(id);
        return site === undefined ? undefined : listedNames(site);
      },
      zone,
      loadSql,
      declared: FACTS,
      scratch: SCRATCH,
      databases: { store: env('storeDatabase'), scratch: env('scratchDatabase') },
      arrivals: new Objects(s3, env('arrivalsBucket')),
      facts: new Objects(s3, env('factsBucket')),
      catalogue: new Catalogue(glue),
      record: new RunRecord({ client: dynamo, table: env('stateTable') }),
      lease: { client: dynamo, table: env('stateTable'), owner: randomUUID() },
      athena: new Athena({ client: athena, workGroup: env('workGroup') }),
      remainingMs: () => context.getRemainingTimeInMillis(),
      sleep: (ms) =>
        new Promise((resolve) => {
          setTimeout(resolve, ms);
        }),
      now: Date.now,
      log: {
        warn: (line) => {
          console.warn(line);
        },
        info: (line) => {
          console.info(line);
        },
      },
    },
    event ?? {},
  );
}
