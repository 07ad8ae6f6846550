/**
 * The construct from requests to arrivals: the collector, its salts, delivery, and what catches undelivered records. It
 * may not read arrivals.
 */
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BESIDE, ENV } from '#runtime/aws/env';
import type { Deployment } from '../deployment.ts';
import { HeadcountFunction } from '../functions/headcount-function.ts';
import { keyUseStatements } from '../lake/key-use.ts';
import type { Lake } from '../lake/lake.ts';
import { CollectorApi } from './collector-api.ts';
import { Demand } from './demand.ts';
import { Delivery } from './delivery.ts';
import { Edge, type CertificateSource } from './edge.ts';
import { ErrorSweep } from './error-sweep.ts';
import { Fallback } from './fallback.ts';
import { Salts } from './salts.ts';

export interface CollectProps {
  readonly deployment: Deployment;
  readonly lake: Lake;
  /**
   * Certificate for `aws.domain`.
   * @default - none: without a domain there is no CloudFront
   */
  readonly certificate?: CertificateSource;
}

export class Collect extends Construct {
  readonly collector: HeadcountFunction;
  readonly api: CollectorApi;
  readonly demand: Demand;
  readonly delivery: Delivery;
  readonly fallback: Fallback;
  readonly salts: Salts;
  readonly sweep: ErrorSweep;
  /** URL that events are posted to, without a trailing slash. */
  readonly url: string;
  /** The DNS record to be set by hand; undefined if there is none to set. */
  readonly cname: string | undefined;

  constructor(scope: Construct, id: string, props: CollectProps) {
    super(scope, id);
    const { deployment, lake } = props;
    this.delivery = new Delivery(this, 'Delivery', { deployment, lake });
    this.fallback = new Fallback(this, 'Fallback', { deployment, lake, delivery: this.delivery });
    this.sweep = new ErrorSweep(this, 'Errors', {
      deployment,
      lake,
      delivery: this.delivery,
      fallback: this.fallback,
    });
    this.collector = new HeadcountFunction(this, 'Collector', {
      deployment,
      name: 'collector',
      description: "answers visitors' browsers and servers",
      timeout: Duration.seconds(10),
      memoryMiB: 512,
      omittedFiles: deployment.config.country === 'none' ? [BESIDE.country] : [],
      environment: { stream: this.delivery.stream.ref, fallbackQueue: this.fallback.queue.queueUrl },
    });
    this.salts = new Salts(this, 'Salts', { deployment, lake, readerArn: this.collector.role.roleArn });
    this.collector.lambda.addEnvironment(ENV.saltsTable, this.salts.table.tableName);
    this.collector.allow(['firehose:PutRecordBatch'], [this.delivery.stream.attrArn]);
    this.collector.allow(['sqs:SendMessage'], [this.fallback.queue.queueArn]);
    this.collector.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [this.salts.table.tableArn]);
    for (const statement of keyUseStatements(lake.arrivalsKey))
      this.collector.role.addToPrincipalPolicy(statement);
    this.api = new CollectorApi(this, 'Http', { deployment, collector: this.collector });
    this.demand = new Demand(this, 'Demand', { deployment, lake, api: this.api });
    const edge =
      props.certificate === undefined || deployment.aws.domain === undefined
        ? undefined
        : new Edge(this, 'Edge', {
            deployment,
            domain: deployment.aws.domain,
            certificate: props.certificate,
            api: this.api,
            collector: this.collector,
          });
    this.url = edge?.url ?? this.api.url;
    this.cname = edge?.cname;
  }
}
