/** Finds the parts of a deployment by the outputs of its stacks. This is the only place that knows their names. */
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

/** Returns the value of an output; throws a CannotError if the stacks have no such output. */
export type Outputs = (name: OutputName) => string;

const STACKS = ['Collect', 'Lake', 'Analytics', 'Operations'] as const;

/** Returns the names of a stage's stacks. */
export function stackNames(stage: string): readonly string[] {
  return STACKS.map((stack) => `Headcount-${stage}-${stack}`);
}

/** Reads the outputs of the stage's stacks from a file written by `cdk deploy --outputs-file`. */
export function outputsOfFile(file: string, stage: string): Outputs {
  let stacks: Readonly<Record<string, Readonly<Record<string, string>>>>;
  try {
    stacks = JSON.parse(readFileSync(file, 'utf8')) as typeof stacks;
  } catch {
    throw new UsageError(`${file} is not readable JSON: name a file written by cdk deploy --outputs-file`);
  }
  const values = Object.fromEntries(stackNames(stage).flatMap((name) => Object.entries(stacks[name] ?? {})));
  if (Object.keys(values).length === 0)
    throw new UsageError(
      `${file} has no stack of stage ${stage} (Headcount-${stage}-...): it may belong to another stage`,
    );
  return lookUp(values, file);
}

/** Reads the outputs from the stacks. Throws a CannotError if the region has no stack of the stage. */
export async function outputsOfStacks(
  client: CloudFormationClient,
  stage: string,
  region: string,
): Promise<Outputs> {
  const values: Record<string, string> = {};
  let stacks = 0;
  for (const StackName of stackNames(stage)) {
    try {
      for (const stack of (await client.send(new DescribeStacksCommand({ StackName }))).Stacks ?? []) {
        stacks += 1;
        for (const { OutputKey, OutputValue } of stack.Outputs ?? [])
          if (OutputKey !== undefined && OutputValue !== undefined) values[OutputKey] = OutputValue;
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
  return lookUp(values, `the stacks Headcount-${stage}-... in ${region}`);
}

function lookUp(values: Readonly<Record<string, string>>, place: string): Outputs {
  return (name) => {
    const value = values[name];
    if (value === undefined)
      throw new CannotError(
        `no output ${name} in ${place}: deploy all stacks of this version (npx cdk deploy --all)`,
      );
    return value;
  };
}
