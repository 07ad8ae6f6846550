/** A deployment on AWS as a command sees it: its outputs, and clients in its region. It may not know a command. */
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
import { outputsOfFile, outputsOfStacks, type Outputs } from './outputs.ts';

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
  /** Over the views, in the analysts' work group. */
  readonly engine: () => AthenaEngine;
}

/**
 * Runs `work` on the deployment that headcount.json names; what AWS refuses becomes a CannotError in one line.
 * `outputsFile`: as `cdk deploy --outputs-file` wrote it; else the stacks are asked.
 */
export async function onAws<T>(
  context: CommandContext,
  outputsFile: string | undefined,
  work: (deployment: Deployment) => Promise<T>,
): Promise<T> {
  const { stage, region } = readStageAndRegion(context);
  // On Node 20 the SDK would print ten lines about its versions of next year; ours is pinned.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  try {
    return await work(await open(stage, region, outputsFile));
  } catch (error) {
    throw explainFault(error, region);
  }
}

/** `aws.stage` and `aws.region` of headcount.json; the region else from the environment, as AWS's tools read it. */
export function readStageAndRegion({ config }: CommandContext): {
  readonly stage: string;
  readonly region: string;
} {
  const { stage, region } = config.aws ?? DEFAULT_AWS;
  const found = region ?? (process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION']);
  if (found === undefined || found === '')
    throw new CannotError('no AWS region is configured: set aws.region in headcount.json, or AWS_REGION');
  return { stage, region: found };
}

async function open(stage: string, region: string, file: string | undefined): Promise<Deployment> {
  const outputs =
    file === undefined
      ? await outputsOfStacks(new CloudFormationClient({ region }), stage, region)
      : outputsOfFile(file, stage);
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
    // Asked again, a function would run twice; it may take its fifteen minutes.
    get lambda() {
      return new LambdaClient({ region, maxAttempts: 1, requestHandler: { requestTimeout: 920_000 } });
    },
    engine: () => new AthenaEngine({ athena: athena('analysts'), database: outputs('Database') }),
  };
}

/** Over unsealed arrivals, in the pipeline's work group. */
export function arrivalsEngine({ athena, outputs }: Deployment): AthenaEngine {
  return new AthenaEngine({ athena: athena('pipeline'), database: outputs('ScratchDatabase') });
}

const NO_CREDENTIALS =
  /^(CredentialsProviderError|ExpiredToken(Exception)?|UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|TokenProviderError|InvalidAccessKeyId|SignatureDoesNotMatch)$/;
const REFUSED = /^(AccessDenied(Exception)?|UnauthorizedOperation|Forbidden|403)$/;
const UNREACHABLE = /^(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|TimeoutError)$/;

/** What to do, in one line; other errors as they are. AWS's own message is left out where it could quote a value. */
export function explainFault(error: unknown, region: string): unknown {
  if (!(error instanceof Error)) return error;
  const { name } = error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (NO_CREDENTIALS.test(name))
    return new CannotError(
      `no valid AWS credentials (${name}): log in, for example with aws sso login, or set AWS_PROFILE`,
    );
  if (REFUSED.test(name))
    return new CannotError(
      `AWS refused this (${name}): these credentials lack a permission (docs/operations.md lists what each command needs), or belong to another account`,
    );
  if (name === 'PermanentRedirect' || name === 'AuthorizationHeaderMalformed')
    return new CannotError(
      `the deployment is not in ${region}: set aws.region in headcount.json to where it is`,
    );
  if (UNREACHABLE.test(code) || UNREACHABLE.test(name))
    return new CannotError(
      `AWS does not answer in ${region} (${code || name}): check the network and aws.region in headcount.json`,
    );
  if (/^(NoSuchBucket|ResourceNotFoundException)$/.test(name))
    return new CannotError(
      `a part of the deployment is missing (${name}): deploy again (npx cdk deploy --all), or name the right outputs with --outputs`,
    );
  if (name === 'QueryFailedError')
    return new CannotError(
      `Athena did not answer: ${error.message}; try again, and see the work group's history for the reason`,
    );
  return error;
}
