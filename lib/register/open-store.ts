/**
 * What leaves the register: released demand, and counts of the survey as a table for analysts. It may not hold anything
 * about a person, and nothing of it is encrypted with the register's key.
 */
import { Aws } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { SURVEY_COLUMNS, SURVEY_PREFIX, SURVEY_TABLE } from '#core/register/survey/survey-columns';
import { createWorkGroup } from '../analytics/work-groups.ts';
import { createDataBucket } from '../lake/data-bucket.ts';
import { FORMATS, glueColumns } from '../lake/glue-formats.ts';
import type { RegisterDeployment } from './register-deployment.ts';
import { createSurveyPolicy } from './survey-policy.ts';

/** Days that results of analysts' queries are kept. */
const RESULTS_DAYS = 7;
/** Most that a query may scan: thousands of times what the table holds. */
const MAX_SCAN_BYTES = 1_000_000_000;

export class OpenStore extends Construct {
  /** `demand.json`, the survey's counts, and results of analysts' queries. */
  readonly bucket: Bucket;
  /** To be attached to analysts' roles. */
  readonly analysts: ManagedPolicy;

  constructor(scope: Construct, id: string, deployment: RegisterDeployment) {
    super(scope, id);
    const { database, workGroup, dataPolicy } = deployment;
    this.bucket = createDataBucket(this, 'Bucket', {
      removalPolicy: dataPolicy,
      versioned: false,
      daysByPrefix: { 'results/': RESULTS_DAYS },
      unloggedReason:
        "Holds counts and published levels alone; a line would be an analyst's address with a time.",
    });
    createWorkGroup(this, 'AnalystsGroup', {
      name: workGroup,
      description: 'Counts of the register, for inside use.',
      bucket: this.bucket,
      folder: 'results',
      maxScanBytes: MAX_SCAN_BYTES,
    });
    this.#table(database);
    this.analysts = createSurveyPolicy(this, 'AnalystsPolicy', { deployment, bucket: this.bucket });
  }

  #table(name: string): void {
    const database = new CfnDatabase(this, 'Database', {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: { name, description: 'Counts of the register: no row is about a person.' },
    });
    const table = new CfnTable(this, 'Survey', {
      catalogId: Aws.ACCOUNT_ID,
      databaseName: name,
      tableInput: {
        name: SURVEY_TABLE,
        description: 'People who allow market research, by the month of the count; small cells are left out.',
        tableType: 'EXTERNAL_TABLE',
        parameters: { EXTERNAL: 'TRUE', classification: 'parquet' },
        storageDescriptor: {
          columns: glueColumns(SURVEY_COLUMNS),
          location: `s3://${this.bucket.bucketName}/${SURVEY_PREFIX}/`,
          ...FORMATS.parquet,
        },
      },
    });
    table.addResourceDependency(database);
  }
}
