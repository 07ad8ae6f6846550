/**
 * The hourly sweep of objects below errors/, which Firehose could not convert, and of dead letters: a function
 * redelivers or counts them and deletes the originals. It may not read arrivals.
 */
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledgeObjects } from '../acknowledge.ts';
import type { Deployment } from '../deployment.ts';
import { HeadcountFunction } from '../functions/headcount-function.ts';
import { Tick } from '../functions/tick.ts';
import { keyUseStatements } from '../lake/key-use.ts';
import type { Lake } from '../lake/lake.ts';
import type { Delivery } from './delivery.ts';
import type { Fallback } from './fallback.ts';

/**
 * Firehose may put a buffer of 128 MiB into one object, a third larger as base64; an object that does not fit would
 * stop each sweep at the same place.
 */
const MEMORY_MIB = 2048;

export interface ErrorSweepProps {
  readonly deployment: Deployment;
  readonly lake: Lake;
  readonly delivery: Delivery;
  readonly fallback: Fallback;
}

export class ErrorSweep extends Construct {
  readonly function: HeadcountFunction;

  constructor(scope: Construct, id: string, props: ErrorSweepProps) {
    super(scope, id);
    const { deployment, lake, delivery, fallback } = props;
    this.function = new HeadcountFunction(this, 'Sweep', {
      deployment,
      name: 'sweep-errors',
      description: 'brings back what Firehose could not convert, and dead letters',
      timeout: Duration.minutes(5),
      memoryMiB: MEMORY_MIB,
      environment: {
        stream: delivery.stream.ref,
        arrivalsBucket: lake.arrivals.bucketName,
        fallbackQueue: fallback.queue.queueUrl,
        deadLetterQueue: fallback.deadLetters.queueUrl,
      },
    });
    this.function.allow(['firehose:PutRecordBatch'], [delivery.stream.attrArn]);
    this.function.allow(['sqs:SendMessage'], [fallback.queue.queueArn]);
    this.function.allow(['sqs:DeleteMessage', 'sqs:ReceiveMessage'], [fallback.deadLetters.queueArn]);
    this.function.allow(
      ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      [lake.arrivals.arnForObjects('errors/*')],
    );
    this.function.allow(['s3:ListBucket'], [lake.arrivals.bucketArn], {
      StringLike: { 's3:prefix': ['errors/', 'errors/*'] },
    });
    for (const statement of keyUseStatements(lake.arrivalsKey))
      this.function.role.addToPrincipalPolicy(statement);
    acknowledgeObjects(
      this.function,
      lake.arrivals,
      ['errors/*'],
      'Firehose names error objects by the time of their delivery: the prefix errors/ is the ' +
        'narrowest that holds them all.',
    );
    new Tick(this, 'Hourly', {
      target: this.function,
      schedule: 'cron(20 * * * ? *)',
      timeZone: deployment.config.timeZone,
      description: 'Sweeps the error prefix of Firehose and the dead-letter queue.',
    });
  }
}
