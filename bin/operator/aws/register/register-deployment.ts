/** The register on AWS as commands see it: the outputs of its stack, and clients in its region. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { CannotError, UsageError } from '#core/operator/failures';
import type { Identity } from '#runtime/aws/env';
import { Objects } from '#runtime/aws/lake/objects';
import type { RegisterCli } from '../../../cli/register/register-options.ts';
import { explainFault } from '../explain-fault.ts';
import { outputsOfFile, outputsOfStacks, type Outputs } from '../outputs.ts';
import { askAwsBy, type AskAws } from './ask-aws.ts';
import { REGISTER_OUTPUTS, type RegisterOutput } from './register-outputs.ts';

export interface RegisterDeployment {
  readonly region: string;
  readonly outputs: Outputs<RegisterOutput>;
  readonly lambda: LambdaClient;
  readonly dynamo: DynamoDBClient;
  readonly s3: S3Client;
  /** Objects of the register's bucket. */
  readonly objects: Objects;
  /** Credentials of the caller. */
  readonly identity: () => Promise<Identity>;
  readonly ask: AskAws;
}

/**
 * Runs `work` on the deployment that register.json names; turns a refusal by AWS into a CannotError of one line. Throws
 * a UsageError where register.json has no `aws`.
 */
export async function onRegister<T>(
  cli: RegisterCli,
  work: (deployment: RegisterDeployment) => Promise<T>,
): Promise<T> {
  const { stage, region } = readStageAndRegion(cli);
  // On Node 20 the SDK would print ten lines about the end of support next year; our version is pinned.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  try {
    return await work(await open(stage, region, cli.outputs));
  } catch (error) {
    throw explainFault(error, {
      region,
      file: 'register.json',
      permissions: 'docs/register-operations.md',
    });
  }
}

function readStageAndRegion({ register }: RegisterCli): { readonly stage: string; readonly region: string } {
  const { aws } = register.config;
  if (aws === undefined)
    throw new UsageError(
      'register.json has no aws: say there where the register is deployed, or leave --target aws out',
    );
  const { stage, region } = aws;
  const resolvedRegion = region ?? (process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION']);
  if (resolvedRegion === undefined || resolvedRegion === '')
    throw new CannotError('no AWS region is configured: set aws.region in register.json, or AWS_REGION');
  return { stage, region: resolvedRegion };
}

async function open(stage: string, region: string, file: string | undefined): Promise<RegisterDeployment> {
  const outputs =
    file === undefined
      ? await outputsOfStacks(new CloudFormationClient({ region }), REGISTER_OUTPUTS, { stage, region })
      : outputsOfFile(file, REGISTER_OUTPUTS, stage);
  // A retry would run a command twice, and a mailing may take fifteen minutes.
  const lambda = new LambdaClient({ region, maxAttempts: 1, requestHandler: { requestTimeout: 920_000 } });
  const s3 = new S3Client({ region });
  const identity = async (): Promise<Identity> => {
    const { accessKeyId, secretAccessKey, sessionToken } = await lambda.config.credentials();
    return { accessKeyId, secretAccessKey, sessionToken, region };
  };
  return {
    region,
    outputs,
    lambda,
    get dynamo() {
      return new DynamoDBClient({ region });
    },
    get objects() {
      return new Objects(s3, outputs('RegisterBucket'));
    },
    s3,
    identity,
    ask: askAwsBy(identity),
  };
}
