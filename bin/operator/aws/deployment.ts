/** A deployment on AWS as commands see it: its outputs, and clients in its region. */
import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { DEFAULT_AWS } from '#core/config/aws-schema';
import { Athena } from '#runtime/aws/athena/athena';
import { AthenaEngine } from '#runtime/aws/athena/athena-engine';
import { Objects } from '#runtime/aws/lake/objects';
import { RunRecord } from '#runtime/aws/steps/run-record';
import type { CommandContext } from '../../cli/context.ts';
import { CannotError } from '#core/operator/failures';
import { explainFault, type FaultPlace } from './explain-fault.ts';
import { outputsOfFile, outputsOfStacks, STREAM_OUTPUTS, type Outputs } from './outputs.ts';

export interface Deployment {
  readonly stage: string;
  readonly region: string;
  readonly outputs: Outputs;
  readonly facts: Objects;
  readonly arrivals: Objects;
  readonly record: RunRecord;
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
  readonly athenaClient: AthenaClient;
  readonly athena: (workGroup: 'analysts' | 'pipeline') => Athena;
  /** Queries the views in the analysts' work group. */
  readonly engine: () => AthenaEngine;
}

/**
 * Runs `work` on the deployment that headcount.json names; turns a refusal by AWS into a CannotError of one line.
 * `outputsFile` is a file written by `cdk deploy --outputs-file`; without one, the outputs are read from the stacks.
 */
export async function onAws<T>(
  context: CommandContext,
  outputsFile: string | undefined,
  work: (deployment: Deployment) => Promise<T>,
): Promise<T> {
  const { stage, region } = readStageAndRegion(context);
  // On Node 20 the SDK would print ten lines about the end of support next year; our version is pinned.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  try {
    return await work(await open(stage, region, outputsFile));
  } catch (error) {
    throw explainFault(error, faultPlaceOf(region));
  }
}

/**
 * Returns `aws.stage` and `aws.region` of headcount.json; the region defaults to that of the environment, as for AWS's
 * own tools.
 */
export function readStageAndRegion({ config }: CommandContext): {
  readonly stage: string;
  readonly region: string;
} {
  const { stage, region } = config.aws ?? DEFAULT_AWS;
  const resolvedRegion = region ?? (process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION']);
  if (resolvedRegion === undefined || resolvedRegion === '')
    throw new CannotError('no AWS region is configured: set aws.region in headcount.json, or AWS_REGION');
  return { stage, region: resolvedRegion };
}

async function open(stage: string, region: string, file: string | undefined): Promise<Deployment> {
  const outputs =
    file === undefined
      ? await outputsOfStacks(new CloudFormationClient({ region }), STREAM_OUTPUTS, { stage, region })
      : outputsOfFile(file, STREAM_OUTPUTS, stage);
  const s3 = new S3Client({ region });
  const athenaClient = new AthenaClient({ region });
  const athena = (workGroup: 'analysts' | 'pipeline') =>
    new Athena({
      client: athenaClient,
      workGroup: outputs(workGroup === 'analysts' ? 'AnalystsWorkGroup' : 'PipelineWorkGroup'),
    });
  return {
    stage,
    region,
    outputs,
    s3,
    athenaClient,
    athena,
    get facts() {
      return new Objects(s3, outputs('FactsBucket'));
    },
    get arrivals() {
      return new Objects(s3, outputs('ArrivalsBucket'));
    },
    get record() {
      return new RunRecord({ client: new DynamoDBClient({ region }), table: outputs('StateTable') });
    },
    // A retry would run the function twice, and a run may take fifteen minutes.
    get lambda() {
      return new LambdaClient({ region, maxAttempts: 1, requestHandler: { requestTimeout: 920_000 } });
    },
    engine: () => new AthenaEngine({ athena: athena('analysts'), database: outputs('Database') }),
  };
}

/** Returns an engine over unsealed arrivals in the pipeline's work group. */
export function arrivalsEngine({ athena, outputs }: Deployment): AthenaEngine {
  return new AthenaEngine({ athena: athena('pipeline'), database: outputs('ScratchDatabase') });
}

/** What explanations of a refusal name. */
export const faultPlaceOf = (region: string): FaultPlace => ({
  region,
  file: 'headcount.json',
  permissions: 'docs/operations.md',
});
