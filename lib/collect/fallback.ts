/**
 * The queue of anonymous records that Firehose did not take, a function that feeds them back, and a dead-letter queue.
 * It may not keep a record longer than its day can wait for it.
 */
import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Deployment } from '../deployment.ts';
import { HeadcountFunction } from '../functions/headcount-function.ts';
import { keyUseStatements } from '../lake/key-use.ts';
import type { Lake } from '../lake/lake.ts';
import type { Delivery } from './delivery.ts';

export interface FallbackProps {
  readonly deployment: Deployment;
  readonly lake: Lake;
  readonly delivery: Delivery;
}

/**
 * SQS counts retention from the first arrival, also in the dead-letter queue. Day D is sealed on D+2 at 03:00, so
 * leftovers disappear within 48 hours of that.
 */
const RETENTION = Duration.days(3);
const VISIBILITY = Duration.minutes(15);
/** Two days of attempts, one per visibility timeout. */
const MAX_ATTEMPTS = 192;

export class Fallback extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly redrive: HeadcountFunction;

  constructor(scope: Construct, id: string, props: FallbackProps) {
    super(scope, id);
    const { deployment, lake, delivery } = props;
    const key = lake.arrivalsKey;
    const encryption =
      key === undefined
        ? { encryption: QueueEncryption.SQS_MANAGED }
        : { encryption: QueueEncryption.KMS, encryptionMasterKey: key, dataKeyReuse: Duration.hours(1) };
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...encryption,
      enforceSSL: true,
      retentionPeriod: RETENTION,
    });
    acknowledge(this.deadLetters, 'SQS3', 'It is the dead-letter queue.');
    this.queue = new Queue(this, 'Queue', {
      ...encryption,
      enforceSSL: true,
      retentionPeriod: RETENTION,
      visibilityTimeout: VISIBILITY,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_ATTEMPTS },
    });
    this.redrive = new HeadcountFunction(this, 'Redrive', {
      deployment,
      name: 'redrive',
      description: 'feeds the fallback queue back to Firehose',
      timeout: Duration.minutes(2),
      memoryMiB: 256,
      environment: { stream: delivery.stream.ref, fallbackQueue: this.queue.queueUrl },
    });
    this.redrive.allow(['firehose:PutRecordBatch'], [delivery.stream.attrArn]);
    // A replacement for a late record may wait in the queue again; the record itself may not.
    this.redrive.allow(['sqs:SendMessage'], [this.queue.queueArn]);
    for (const statement of keyUseStatements(key)) this.redrive.role.addToPrincipalPolicy(statement);
    this.redrive.lambda.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 2 }),
    );
  }
}
