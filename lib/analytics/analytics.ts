/** The construct from arrivals to figures: work groups, saved queries, the pipeline, and the analysts' permissions. */
import type { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Collect } from '../collect/collect.ts';
import type { Deployment } from '../deployment.ts';
import { createDataBucket } from '../lake/data-bucket.ts';
import type { Lake } from '../lake/lake.ts';
import { createAnalystsPolicy } from './analysts-policy.ts';
import { Pipeline } from './pipeline.ts';
import { SavedQueries } from './saved-queries.ts';
import { createWorkGroup } from './work-groups.ts';

export interface AnalyticsProps {
  readonly deployment: Deployment;
  readonly lake: Lake;
  readonly collect: Collect;
}

const BYTES_PER_GIGABYTE = 1_000_000_000;

export class Analytics extends Construct {
  readonly pipeline: Pipeline;
  /** Results of analysts' queries. */
  readonly results: Bucket;
  /** To attach to analysts' roles. */
  readonly analysts: ManagedPolicy;

  constructor(scope: Construct, id: string, props: AnalyticsProps) {
    super(scope, id);
    const { deployment, lake, collect } = props;
    const { aws, databases, workGroups } = deployment;
    createWorkGroup(this, 'PipelineGroup', {
      name: workGroups.pipeline,
      description: 'Seal, releases and reports; no person needs it.',
      bucket: lake.arrivals,
      folder: 'results',
      key: lake.arrivalsKey,
    });
    this.results = createDataBucket(this, 'Results', {
      removalPolicy: deployment.dataPolicy,
      key: lake.factsKey,
      versioned: false,
      daysByPrefix: { 'results/': aws.resultsDays },
      unloggedReason:
        "Holds results of analysts' queries for some days; each line of an access log would be an " +
        "analyst's address with a time.",
    });
    const group = createWorkGroup(this, 'AnalystsGroup', {
      name: workGroups.analysts,
      description: 'Facts and releases; exact figures are for inside use.',
      bucket: this.results,
      folder: 'results',
      key: lake.factsKey,
      maxScanBytes: Math.round(aws.scanCutoffGb * BYTES_PER_GIGABYTE),
    });
    new SavedQueries(this, 'Queries', { workGroup: group, database: databases.views });
    this.pipeline = new Pipeline(this, 'Pipeline', { deployment, lake });
    this.analysts = createAnalystsPolicy(this, 'AnalystsPolicy', {
      deployment,
      lake,
      collect,
      results: this.results,
      stateTableArn: this.pipeline.state.tableArn,
    });
  }
}
