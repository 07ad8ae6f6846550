/**
 * The salts of the days: read by the collector alone, deleted when their day ends. It may not be backed up, recovered
 * or exported, by anybody (resource policy); a stream or replica, which such a policy cannot deny without UpdateTable,
 * it has none of. AWS Backup's own action is not among those that AWS lists for such a policy: docs/residency.md says
 * so.
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
import { decryptAndEncrypt } from '../lake/key-use.ts';
import type { Lake } from '../lake/lake.ts';

export interface SaltsProps {
  readonly deployment: Deployment;
  readonly lake: Lake;
  /** ARN of the one role that may read. */
  readonly readerArn: string;
}

/** A condition that fails can give the item back as well. */
const READS = [
  'dynamodb:BatchGetItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:GetItem',
  'dynamodb:PartiQLSelect',
  'dynamodb:Query',
  'dynamodb:Scan',
];
const COPIES = [
  'dynamodb:CreateBackup',
  'dynamodb:EnableKinesisStreamingDestination',
  'dynamodb:ExportTableToPointInTime',
  'dynamodb:RestoreTableToPointInTime',
  'dynamodb:UpdateContinuousBackups',
];
const DELETES = ['dynamodb:DeleteItem', 'dynamodb:PartiQLDelete'];
const CHANGES = [
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
      memory: 256,
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
      // Recovery is off where nothing is said of it; saying so would make CloudFormation ask for what the policy denies
      // everybody.
      contributorInsightsSpecification: { enabled: false },
      // A salt that outlives its table would be a copy.
      removalPolicy: RemovalPolicy.DESTROY,
      resourcePolicy: new PolicyDocument({
        statements: [
          deny('OnlyTheCollectorReads', READS, props.readerArn),
          deny('OnlyTheCollectorWrites', CHANGES, props.readerArn),
          deny('OnlyTheKeeperDeletes', DELETES, keeper.role.roleArn),
          deny('NobodyCopies', COPIES),
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
    // Without the last condition a deletion could give back the salt it deletes.
    keeper.allow(['dynamodb:DeleteItem'], [this.table.tableArn], {
      StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' },
    });
    for (const statement of decryptAndEncrypt(key)) keeper.role.addToPrincipalPolicy(statement);
    this.keeper = keeper;
    // One minute after each full hour of the deployment's zone: just after midnight, and again should that fail.
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
