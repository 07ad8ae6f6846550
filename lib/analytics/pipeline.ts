/**
 * Seal, release and report: functions that the clock runs through the night until nothing is left to do, and the record
 * of what each run has done. It may not answer anybody.
 */
import { Duration } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Deployment } from '../deployment.ts';
import { HeadcountFunction, type HeadcountFunctionProps } from '../functions/headcount-function.ts';
import { Tick } from '../functions/tick.ts';
import type { Lake } from '../lake/lake.ts';
import { LakeAccess } from './lake-access.ts';

export interface PipelineProps {
  readonly deployment: Deployment;
  readonly lake: Lake;
}

/** What a function cannot end in this time goes on at the next tick. */
const TIMEOUT = Duration.minutes(15);

export class Pipeline extends Construct {
  /** What each run has done, and the lease that lets one run at a time. */
  readonly state: Table;
  readonly seal: HeadcountFunction;
  readonly release: HeadcountFunction;
  readonly report: HeadcountFunction;

  constructor(scope: Construct, id: string, props: PipelineProps) {
    super(scope, id);
    const { deployment, lake } = props;
    this.state = new Table(this, 'State', {
      partitionKey: { name: 'run', type: AttributeType.STRING },
      sortKey: { name: 'step', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      ...(lake.factsKey === undefined
        ? { encryption: TableEncryption.DEFAULT }
        : { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: lake.factsKey }),
      removalPolicy: deployment.dataPolicy,
    });
    acknowledge(
      this.state,
      'DDB3',
      'Holds the steps of the run under way, which a later tick makes again from arrivals and seals; ' +
        "an older state than the lake's would be wrong.",
    );
    const { databases, workGroups } = deployment;
    const buckets = { factsBucket: lake.facts.bucketName };
    const queries = {
      ...buckets,
      arrivalsBucket: lake.arrivals.bucketName,
      stateTable: this.state.tableName,
      workGroup: workGroups.pipeline,
      database: databases.views,
      storeDatabase: databases.store,
      scratchDatabase: databases.scratch,
    };
    this.seal = this.#function(props, {
      name: 'seal',
      description: 'seals every complete day',
      memory: 1024,
      schedule: 'cron(0/15 3-8 * * ? *)',
      environment: queries,
    });
    const seal = this.#access(this.seal, props);
    seal.scratch('seal');
    seal.arrivals();
    seal.facts(['facts/*', 'completeness/*', 'seals/*', 'calendar/*'], true);
    this.release = this.#function(props, {
      name: 'release',
      description: 'draws releases and settles months',
      memory: 1024,
      schedule: 'cron(5/15 3-8 * * ? *)',
      environment: queries,
    });
    const release = this.#access(this.release, props);
    release.scratch('settle');
    release.facts(['facts/*', 'seals/*', 'releases/*'], false);
    this.report = this.#function(props, {
      name: 'report',
      description: 'writes the pages of each month',
      memory: 2048,
      schedule: 'cron(10/15 3-8 * * ? *)',
      environment: buckets,
    });
    // From releases that were drawn: it asks no fact, and needs no query.
    new LakeAccess(this.report, deployment, lake).pages();
  }

  #function(
    { deployment }: PipelineProps,
    one: {
      name: string;
      description: string;
      memory: number;
      schedule: string;
      environment: HeadcountFunctionProps['environment'];
    },
  ): HeadcountFunction {
    const { name, description, memory, schedule, environment } = one;
    const title = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
    const target = new HeadcountFunction(this, title, {
      deployment,
      name,
      description,
      timeout: TIMEOUT,
      memory,
      logsProgress: true,
      retries: 0,
      environment,
    });
    // From 03:00, when Firehose's 24 hours of attempts for the day before yesterday are over (03:00 of D+2 for day D).
    new Tick(this, `${title}Tick`, {
      target,
      schedule,
      timeZone: deployment.config.timeZone,
      description: `Headcount: ${description}.`,
    });
    return target;
  }

  #access(fn: HeadcountFunction, { deployment, lake }: PipelineProps): LakeAccess {
    const access = new LakeAccess(fn, deployment, lake);
    access.queries();
    access.record(this.state);
    return access;
  }
}
