/**
 * The table of daily salts: read by the collector only, deleted when their day ends. It may not be backed up, recovered
 * or exported by anybody (resource policy). It has no stream or replica, which such a policy could not deny without
 * UpdateTable. AWS Backup's own action is not among those that AWS lists for such a policy, as docs/residency.md says.
 */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { ENV } from '#runtime/aws/env';
import type { Deployment } from '../deployment.ts';
import { HeadcountFunction } from '../functions/headcount-function.ts';
import { Tick } from '../functions/tick.ts';
import { keyUseStatements } from '../lake/key-use.ts';
import type { Lake } from '../lake/lake.ts';

export interface SaltsProps {
  readonly deployment: Deployment;
  readonly lake: Lake;
  /** ARN of the only role that may read. */
  readonly readerArn: string;
}

/** A failed condition check can return the item as well. */
const READ_ACTIONS = [
  'dynamodb:BatchGetItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:GetItem',
  'dynamodb:PartiQLSelect',
  'dynamodb:Query',
  'dynamodb:Scan',
];
const COPY_ACTIONS = [
  'dynamodb:CreateBackup',
  'dynamodb:EnableKinesisStreamingDestination',
  'dynamodb:ExportTableToPointInTime',
  'dynamodb:RestoreTableToPointInTime',
  'dynamodb:UpdateContinuousBackups',
];
const DELETE_ACTIONS = ['dynamodb:DeleteItem', 'dynamodb:PartiQLDelete'];
const WRITE_ACTIONS = [
  'dynamodb:BatchWriteItem',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
];

export class Salts extends Construct {
  readonly table: Table;
  readonly keeper: HeadcountFunction;

  constructor(scope: Construct, id: string, props: SaltsProps) {
    super(scope, id);
    const { deployment, lake } = props;
    const keeper = new HeadcountFunction(this, 'Keeper', {
      deployment,
      name: 'salt-keeper',
      description: 'deletes the salts of ended days',
      timeout: Duration.minutes(1),
      memoryMiB: 256,
      environment: {},
    });
    const key = lake.arrivalsKey;
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'day', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expires',
      ...(key === undefined
        ? { encryption: TableEncryption.DEFAULT }
        : { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: key }),
      // Recovery is off by default; stating so would make CloudFormation call what the policy denies to everybody.
      contributorInsightsSpecification: { enabled: false },
      // A salt that outlived its table would be a copy.
      removalPolicy: RemovalPolicy.DESTROY,
      resourcePolicy: new PolicyDocument({
        statements: [
          deny('OnlyTheCollectorReads', READ_ACTIONS, props.readerArn),
          deny('OnlyTheCollectorWrites', WRITE_ACTIONS, props.readerArn),
          deny('OnlyTheKeeperDeletes', DELETE_ACTIONS, keeper.role.roleArn),
          deny('NobodyCopies', COPY_ACTIONS),
        ],
      }),
    });
    acknowledge(
      this.table,
      'DDB3',
      "A recovered salt would make a day's visitors countable again after they were meant to be " +
        'gone: recovery is exactly what must not exist.',
    );
    keeper.lambda.addEnvironment(ENV.saltsTable, this.table.tableName);
    // Without the condition, a deletion could return the salt that it deletes.
    keeper.allow(['dynamodb:DeleteItem'], [this.table.tableArn], {
      StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' },
    });
    for (const statement of keyUseStatements(key)) keeper.role.addToPrincipalPolicy(statement);
    this.keeper = keeper;
    // One minute after each full hour of the deployment's zone: just after midnight, and again in case that fails.
    new Tick(this, 'Hourly', {
      target: keeper,
      schedule: 'cron(1 * * * ? *)',
      timeZone: deployment.config.timeZone,
      description: 'Deletes the salts of ended days.',
    });
  }
}

function deny(sid: string, actions: readonly string[], except?: string): PolicyStatement {
  return new PolicyStatement({
    sid,
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: [...actions],
    resources: ['*'],
    ...(except === undefined ? {} : { conditions: { StringNotEquals: { 'aws:PrincipalArn': except } } }),
  });
}
