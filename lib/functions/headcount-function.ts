/**
 * A function of the usage stream, with headcount.json beside its bundle. It may not reserve concurrency: a new account
 * has a total of ten.
 */
import type { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { BESIDE, ENV, type EnvName } from '#runtime/aws/env';
import type { Deployment } from '../deployment.ts';
import { bundleCode } from './bundle.ts';
import { NodeFunction } from './node-function.ts';

export interface HeadcountFunctionProps {
  readonly deployment: Deployment;
  /** File in lambdas/, without its extension. */
  readonly name: string;
  readonly description: string;
  readonly timeout: Duration;
  readonly memoryMiB: number;
  readonly environment: Readonly<Partial<Record<EnvName, string>>>;
  /**
   * Files of the bundle that this deployment does not need.
   * @default - none
   */
  readonly omittedFiles?: readonly string[];
  /**
   * Whether information that the function itself logs is kept: only for functions that see no request.
   * @default false
   */
  readonly logsProgress?: boolean;
  /** Retries by Lambda after the failure of an asynchronous invocation. @default 2 */
  readonly retries?: number;
}

export class HeadcountFunction extends NodeFunction {
  constructor(scope: Construct, id: string, props: HeadcountFunctionProps) {
    const { aws, deployed } = props.deployment;
    super(scope, id, {
      code: bundleCode(props.name, { [BESIDE.config]: `${JSON.stringify(deployed)}\n` }, props.omittedFiles),
      description: `Headcount ${aws.stage}: ${props.description}`,
      timeout: props.timeout,
      memoryMiB: props.memoryMiB,
      environment: Object.fromEntries(
        Object.entries(props.environment).map(([name, value]) => [ENV[name as EnvName], value]),
      ),
      logDays: aws.logDays,
      ...(props.logsProgress === undefined ? {} : { logsProgress: props.logsProgress }),
      ...(props.retries === undefined ? {} : { afterFailure: { retryAttempts: props.retries } }),
    });
  }
}
