/**
 * Where the parts of a deployment are, by the outputs of its stacks: the one place that knows their names. It may not
 * use any of them.
 */
import { readFileSync } from 'node:fs';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CannotError, UsageError } from '#core/operator/failures';

/** Names of the outputs. */
export const OUTPUTS = [
  'CollectorUrl',
  'ScriptTag',
  'ArrivalsBucket',
  'FactsBucket',
  'ResultsBucket',
  'AnalystsWorkGroup',
  'PipelineWorkGroup',
  'Database',
  'StoreDatabase',
  'ScratchDatabase',
  'StateTable',
  'SealFunction',
  'ReleaseFunction',
  'ReportFunction',
] as const;
export type OutputName = (typeof OUTPUTS)[number];

/** The value of an output; throws a CannotError where the stacks have none of the name. */
export type Outputs = (name: OutputName) => string;

const STACKS = ['Collect', 'Lake', 'Analytics', 'Operations'] as const;

/** The stacks of a stage. */
export function stackNames(stage: string): readonly string[] {
  return STACKS.map((stack) => `Headcount-${stage}-${stack}`);
}

/** From a file of `cdk deploy --outputs-file`: the stacks of the stage in it. */
export function outputsOfFile(file: string, stage: string): Outputs {
  let stacks: Readonly<Record<string, Readonly<Record<string, string>>>>;
  try {
    stacks = JSON.parse(readFileSync(file, 'utf8')) as typeof stacks;
  } catch {
    throw new UsageError(`${file} is not readable JSON: name a file written by cdk deploy --outputs-file`);
  }
  const found = Object.fromEntries(stackNames(stage).flatMap((name) => Object.entries(stacks[name] ?? {})));
  if (Object.keys(found).length === 0)
    throw new UsageError(
      `${file} has no stack of stage ${stage} (Headcount-${stage}-...): it may belong to another stage`,
    );
  return lookUp(found, file);
}

/** From the stacks themselves. Throws a CannotError where there is none of the stage in the region. */
export async function outputsOfStacks(
  client: CloudFormationClient,
  stage: string,
  region: string,
): Promise<Outputs> {
  const found: Record<string, string> = {};
  let stacks = 0;
  for (const StackName of stackNames(stage)) {
    try {
      for (const stack of (await client.send(new DescribeStacksCommand({ StackName }))).Stacks ?? []) {
        stacks += 1;
        for (const { OutputKey, OutputValue } of stack.Outputs ?? [])
          if (OutputKey !== undefined && OutputValue !== undefined) found[OutputKey] = OutputValue;
      }
    } catch (error) {
      if (!((error as Error).name === 'ValidationError' && /does not exist/.test((error as Error).message)))
        throw error;
    }
  }
  if (stacks === 0)
    throw new CannotError(
      `no stack Headcount-${stage}-... in ${region}: deploy with npx cdk deploy --all, or set aws.stage and aws.region in headcount.json to where it is`,
    );
  return lookUp(found, `the stacks Headcount-${stage}-... in ${region}`);
}

function lookUp(found: Readonly<Record<string, string>>, where: string): Outputs {
  return (name) => {
    const value = found[name];
    if (value === undefined)
      throw new CannotError(
        `no output ${name} in ${where}: deploy all stacks of this version (npx cdk deploy --all)`,
      );
    return value;
  };
}
