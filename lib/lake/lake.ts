/** The construct that stores the data: buckets, keys, Glue databases, tables and views. */
import { Aws } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { FACTS } from '#queries/facts/catalogue';
import { lakeViews } from '#queries/lake/views';
import type { Deployment } from '../deployment.ts';
import { createDataBucket } from './data-bucket.ts';
import { glueTable, SCRATCH_TABLES, STORE_TABLES } from './glue-tables.ts';
import { prestoView } from './presto-view.ts';

export interface LakeProps {
  readonly deployment: Deployment;
}

/** A last resort behind the pipeline: S3 itself deletes what nobody deleted. */
const LAST_RESORT_DAYS = { arrivals: 3, errors: 4, scratch: 2, results: 1 };

export class Lake extends Construct {
  /** Arrivals, errors, scratch and the pipeline's results: pseudonymous, for two to three days. */
  readonly arrivals: Bucket;
  /** Facts, completeness, seals, calendar, releases and reports. */
  readonly facts: Bucket;
  /** Undefined if S3 manages the keys. */
  readonly arrivalsKey: Key | undefined;
  readonly factsKey: Key | undefined;
  readonly arrivalsTable: CfnTable;

  constructor(scope: Construct, id: string, props: LakeProps) {
    super(scope, id);
    const { deployment } = props;
    const { aws, config, databases, dataPolicy } = deployment;
    const key = (name: string, description: string) =>
      aws.encryption === 'kms'
        ? new Key(this, name, {
            description: `Headcount ${aws.stage}: ${description}`,
            enableKeyRotation: true,
            removalPolicy: dataPolicy,
          })
        : undefined;
    this.arrivalsKey = key('ArrivalsKey', 'arrivals, salts and queues');
    this.factsKey = key('FactsKey', "facts, releases, reports and analysts' results");
    this.arrivals = createDataBucket(this, 'Arrivals', {
      removalPolicy: deployment.dataPolicy,
      key: this.arrivalsKey,
      versioned: false,
      daysByPrefix: {
        'arrivals/': config.retention.arrivalsDays + LAST_RESORT_DAYS.arrivals,
        'errors/': LAST_RESORT_DAYS.errors,
        'scratch/': LAST_RESORT_DAYS.scratch,
        'results/': LAST_RESORT_DAYS.results,
      },
      unloggedReason:
        'Holds pseudonymous data of two to three days, read and written by the functions of this stack ' +
        'alone; an access log would be kept longer than the data it is about, and its lines are times ' +
        'of deliveries.',
    });
    this.facts = createDataBucket(this, 'Facts', {
      removalPolicy: deployment.dataPolicy,
      key: this.factsKey,
      versioned: aws.versionedFacts,
      daysByPrefix: {},
      unloggedReason:
        "Each line of an access log is an analyst's address with a time: personal data of employees " +
        'that nobody asked for. CloudTrail data events can be switched on where they are wanted.',
    });
    const views = this.#database('Views', databases.views, 'What readers query.');
    const store = this.#database(
      'Store',
      databases.store,
      'Tables behind the views; the seal swaps their partitions.',
    );
    const scratch = this.#database('Scratch', databases.scratch, 'Arrivals and scratch: no reader may look.');
    const buckets = { arrivals: this.arrivals.bucketName, facts: this.facts.bucketName };
    for (const table of STORE_TABLES) {
      // Its partitions are pointers that only the seal knows and that would be lost with the table.
      this.#table(
        store,
        databases.store,
        `Store-${table.name}`,
        glueTable(table, buckets[table.bucket]),
      ).applyRemovalPolicy(dataPolicy);
    }
    const scratchTables = SCRATCH_TABLES.map((table) =>
      this.#table(
        scratch,
        databases.scratch,
        `Scratch-${table.name}`,
        glueTable(table, buckets[table.bucket]),
      ),
    );
    this.arrivalsTable = scratchTables[0] as CfnTable;
    for (const view of lakeViews(FACTS, databases.store))
      this.#table(views, databases.views, `View-${view.name}`, prestoView(view, databases.views));
    store.applyRemovalPolicy(dataPolicy);
  }

  #database(id: string, name: string, description: string): CfnDatabase {
    return new CfnDatabase(this, `${id}Database`, {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: { name, description },
    });
  }

  #table(database: CfnDatabase, name: string, id: string, tableInput: CfnTable.TableInputProperty): CfnTable {
    const table = new CfnTable(this, id, { catalogId: Aws.ACCOUNT_ID, databaseName: name, tableInput });
    table.addResourceDependency(database);
    return table;
  }
}
