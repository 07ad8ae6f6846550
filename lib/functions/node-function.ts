/**
 * A Lambda function of either half: Node 24 on arm64, its own role and log group, warnings as JSON. It may not know
 * what it runs.
 */
import { RemovalPolicy, type Duration } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
  type Code,
  type EventInvokeConfigOptions,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface NodeFunctionProps {
  readonly code: Code;
  /** One sentence, with the stage in it. */
  readonly description: string;
  readonly timeout: Duration;
  readonly memoryMiB: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Days that warnings are kept, one of those that CloudWatch Logs offers. */
  readonly logDays: number;
  /**
   * Whether information that the function itself logs is kept: only for functions that see no request.
   * @default false
   */
  readonly logsProgress?: boolean;
  /** What follows a failed asynchronous invocation. @default - Lambda tries twice more */
  readonly afterFailure?: Pick<EventInvokeConfigOptions, 'onFailure' | 'retryAttempts'>;
  /** Invocations at once, taken from the account's. @default - none is reserved: a new account has a total of ten */
  readonly reservedConcurrency?: number;
}

export class NodeFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    super(scope, id);
    const { code, description, environment, reservedConcurrency } = props;
    this.logGroup = new LogGroup(this, 'Log', {
      retention: props.logDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description,
    });
    this.logGroup.grantWrite(this.role);
    this.lambda = new LambdaFunction(this, 'Function', {
      description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code,
      role: this.role,
      timeout: props.timeout,
      memorySize: props.memoryMiB,
      tracing: Tracing.DISABLED,
      environment: { ...environment },
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      // WARN, because at INFO Lambda itself logs a line with the time of each request.
      systemLogLevelV2: SystemLogLevel.WARN,
      applicationLogLevelV2:
        props.logsProgress === true ? ApplicationLogLevel.INFO : ApplicationLogLevel.WARN,
      ...(reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: reservedConcurrency }),
      ...props.afterFailure,
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
