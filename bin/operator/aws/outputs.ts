/** Finds the parts of a deployment by the outputs of its stacks. */
import { readFileSync } from 'node:fs';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CannotError, UsageError } from '#core/operator/failures';

/** Outputs that a command line needs, and the stacks that have them. */
export interface OutputNames<Name extends string> {
  readonly names: readonly Name[];
  /** The stacks of a stage are called `Headcount-STAGE-STACK`. */
  readonly stacks: readonly string[];
  /** The file that says where they are. */
  readonly file: 'headcount.json' | 'register.json';
}

/** Outputs of the usage stream. This is the only place that knows their names. */
export const STREAM_OUTPUTS = {
  names: [
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
  ],
  stacks: ['Collect', 'Lake', 'Analytics', 'Operations'],
  file: 'headcount.json',
} as const satisfies OutputNames<string>;
export type OutputName = (typeof STREAM_OUTPUTS)['names'][number];

/** Returns the value of an output; throws a CannotError if the stacks have no such output. */
export type Outputs<Name extends string = OutputName> = (name: Name) => string;

/** Reads the outputs of the stage's stacks from a file written by `cdk deploy --outputs-file`. */
export function outputsOfFile<Name extends string>(
  file: string,
  wanted: OutputNames<Name>,
  stage: string,
): Outputs<Name> {
  let stacks: Readonly<Record<string, Readonly<Record<string, string>>>>;
  try {
    stacks = JSON.parse(readFileSync(file, 'utf8')) as typeof stacks;
  } catch {
    throw new UsageError(`${file} is not readable JSON: name a file written by cdk deploy --outputs-file`);
  }
  const values = Object.fromEntries(
    stackNames(wanted, stage).flatMap((name) => Object.entries(stacks[name] ?? {})),
  );
  if (Object.keys(values).length === 0)
    throw new UsageError(
      `${file} has no stack of stage ${stage} (${shownName(wanted, stage)}): it may belong to another stage`,
    );
  return lookUp(values, file);
}

/** Reads the outputs from the stacks. Throws a CannotError if the region has no stack of the stage. */
export async function outputsOfStacks<Name extends string>(
  client: CloudFormationClient,
  wanted: OutputNames<Name>,
  { stage, region }: { readonly stage: string; readonly region: string },
): Promise<Outputs<Name>> {
  const values: Record<string, string> = {};
  const shown = shownName(wanted, stage);
  let stacks = 0;
  for (const StackName of stackNames(wanted, stage)) {
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
      `no stack ${shown} in ${region}: deploy with npx cdk deploy --all, or set aws.stage and aws.region in ${wanted.file} to where it is`,
    );
  return lookUp(values, `the stack${wanted.stacks.length > 1 ? 's' : ''} ${shown} in ${region}`);
}

function stackNames({ stacks }: OutputNames<string>, stage: string): readonly string[] {
  return stacks.map((stack) => `Headcount-${stage}-${stack}`);
}

function shownName({ stacks }: OutputNames<string>, stage: string): string {
  return `Headcount-${stage}-${stacks.length === 1 ? stacks[0] : '...'}`;
}

function lookUp<Name extends string>(values: Readonly<Record<string, string>>, place: string): Outputs<Name> {
  return (name) => {
    const value = values[name];
    if (value === undefined)
      throw new CannotError(
        `no output ${name} in ${place}: deploy all stacks of this version (npx cdk deploy --all)`,
      );
    return value;
  };
}
