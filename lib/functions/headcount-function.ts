/**
 * A Lambda function: Node 24 on arm64, its own role and log group, warnings as JSON. It may not reserve concurrency: a
 * new account has a total of ten.
 */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ENV, type EnvName } from '#runtime/aws/env';
import type { Deployment } from '../deployment.ts';
import { bundleCode } from './bundle.ts';

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

export class HeadcountFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: HeadcountFunctionProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'Log', {
      retention: props.deployment.aws.logDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Headcount ${props.deployment.aws.stage}: ${props.description}`,
    });
    this.logGroup.grantWrite(this.role);
    this.lambda = new LambdaFunction(this, 'Function', {
      description: `Headcount ${props.deployment.aws.stage}: ${props.description}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: bundleCode(props.name, props.deployment.deployed, props.omittedFiles),
      role: this.role,
      timeout: props.timeout,
      memorySize: props.memoryMiB,
      tracing: Tracing.DISABLED,
      environment: Object.fromEntries(
        Object.entries(props.environment).map(([name, value]) => [ENV[name as EnvName], value]),
      ),
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      // WARN, because at INFO Lambda itself logs a line with the time of each request.
      systemLogLevelV2: SystemLogLevel.WARN,
      applicationLogLevelV2:
        props.logsProgress === true ? ApplicationLogLevel.INFO : ApplicationLogLevel.WARN,
      ...(props.retries === undefined ? {} : { retryAttempts: props.retries }),
    });
  }

  /** Grants the function actions on resources; both are named, never `*`. */
  allow(
    actions: readonly string[],
    resources: readonly string[],
    conditions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ): void {
    this.role.addToPrincipalPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: [...actions],
        resources: [...resources],
        ...(conditions === undefined ? {} : { conditions }),
      }),
    );
  }
}
