/**
 * Seal, release and report: functions that the schedule runs during the night until nothing is left to do, and the
 * record of each run's progress.
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

/** A function continues at the next tick if this is not enough. */
const TIMEOUT = Duration.minutes(15);

export class Pipeline extends Construct {
  /** The progress of each run, and the lease that allows one run at a time. */
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
      memoryMiB: 1024,
      schedule: 'cron(0/15 3-8 * * ? *)',
      environment: queries,
    });
    const seal = this.#queryAccess(this.seal, props);
    seal.allowScratch('seal');
    seal.allowArrivals();
    seal.allowFacts(['facts/*', 'completeness/*', 'seals/*', 'vocabularies/*', 'calendar/*'], true);
    seal.allowImports();
    this.release = this.#function(props, {
      name: 'release',
      description: 'draws releases and settles months',
      memoryMiB: 1024,
      schedule: 'cron(5/15 3-8 * * ? *)',
      environment: queries,
    });
    const release = this.#queryAccess(this.release, props);
    release.allowScratch('settle');
    release.allowFacts(['facts/*', 'seals/*', 'vocabularies/*', 'releases/*'], false);
    release.allowImports();
    this.report = this.#function(props, {
      name: 'report',
      description: 'writes the pages of each month',
      memoryMiB: 2048,
      schedule: 'cron(10/15 3-8 * * ? *)',
      environment: buckets,
    });
    // It reads releases only, and so needs no query.
    new LakeAccess(this.report, deployment, lake).allowPages();
  }

  #function(
    { deployment }: PipelineProps,
    settings: {
      name: string;
      description: string;
      memoryMiB: number;
      schedule: string;
      environment: HeadcountFunctionProps['environment'];
    },
  ): HeadcountFunction {
    const { name, description, memoryMiB, schedule, environment } = settings;
    const title = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
    const target = new HeadcountFunction(this, title, {
      deployment,
      name,
      description,
      timeout: TIMEOUT,
      memoryMiB,
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

  #queryAccess(fn: HeadcountFunction, { deployment, lake }: PipelineProps): LakeAccess {
    const access = new LakeAccess(fn, deployment, lake);
    access.allowQueries();
    access.allowRecord(this.state);
    return access;
  }
}
