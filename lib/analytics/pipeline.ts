/** Seal, release and report: functions that the clock runs through the night until nothing is left to do, and the record of what each run has done. It may not answer anybody. */
import { Duration } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Deployment } from '../deployment.ts';
import { HeadcountFunction } from '../functions/headcount-function.ts';
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
      partitionKey: { name: 'run', type: AttributeType.STRING }, sortKey: { name: 'step', type: AttributeType.STRING }, billingMode: BillingMode.PAY_PER_REQUEST,
      ...(lake.factsKey === undefined ? { encryption: TableEncryption.DEFAULT } : { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: lake.factsKey }),
      removalPolicy: deployment.dataPolicy,
    });
    acknowledge(this.state, 'DDB3', 'Holds the steps of the run under way, which a later tick makes again from arrivals and seals; an older state than the lake\'s would be wrong.');
    this.seal = this.#function('seal', 'seals every complete day', 1024, deployment, lake, 'cron(0/15 3-8 * * ? *)');
    const seal = this.#access(this.seal, deployment, lake);
    seal.scratch();
    seal.arrivals();
    seal.facts(['facts/*', 'completeness/*', 'seals/*', 'calendar/*']);
    this.release = this.#function('release', 'draws releases and settles months', 1024, deployment, lake, 'cron(5/15 3-8 * * ? *)');
    const release = this.#access(this.release, deployment, lake);
    release.scratch();
    release.facts(['facts/*', 'completeness/*', 'seals/*', 'releases/*']);
    this.report = this.#function('report', 'writes the pages of each month', 2048, deployment, lake, 'cron(10/15 3-8 * * ? *)');
    this.#access(this.report, deployment, lake).published(['releases/*', 'reports/*']);
  }

  #function(name: string, description: string, memory: number, deployment: Deployment, lake: Lake, schedule: string): HeadcountFunction {
    const { databases, workGroups, config } = deployment;
    const title = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
    const target = new HeadcountFunction(this, title, {
      deployment, name, description, timeout: TIMEOUT, memory, logsProgress: true, retries: 0,
      environment: {
        stateTable: this.state.tableName, arrivalsBucket: lake.arrivals.bucketName, factsBucket: lake.facts.bucketName, workGroup: workGroups.pipeline,
        database: databases.views, storeDatabase: databases.store, scratchDatabase: databases.scratch,
      },
    });
    // From 03:00, when Firehose's 24 hours of attempts for the day before yesterday are over (03:00 of D+2 for day D).
    new Tick(this, `${title}Tick`, { target, schedule, timeZone: config.timeZone, description: `Headcount: ${description}.` });
    return target;
  }

  #access(fn: HeadcountFunction, deployment: Deployment, lake: Lake): LakeAccess {
    const access = new LakeAccess(fn, deployment, lake);
    access.queries();
    access.record(this.state);
    return access;
  }
}
