/** From arrivals to figures: work groups, saved queries, the pipeline, and what analysts may do. It may not collect. */
import type { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Collect } from '../collect/collect.ts';
import type { Deployment } from '../deployment.ts';
import { dataBucket } from '../lake/data-bucket.ts';
import type { Lake } from '../lake/lake.ts';
import { analystsPolicy } from './analysts-policy.ts';
import { Pipeline } from './pipeline.ts';
import { SavedQueries } from './saved-queries.ts';
import { workGroup } from './work-groups.ts';

export interface AnalyticsProps {
  readonly deployment: Deployment;
  readonly lake: Lake;
  readonly collect: Collect;
}

const GIGABYTE = 1_000_000_000;

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
    workGroup(this, 'PipelineGroup', {
      name: workGroups.pipeline,
      description: 'Seal, releases and reports; no person needs it.',
      bucket: lake.arrivals,
      folder: 'results',
      key: lake.arrivalsKey,
    });
    this.results = dataBucket(this, 'Results', {
      deployment,
      key: lake.factsKey,
      versioned: false,
      daysByPrefix: { 'results/': aws.resultsDays },
      withoutAccessLog:
        "Holds results of analysts' queries for some days; each line of an access log would be an " +
        "analyst's address with a time.",
    });
    const group = workGroup(this, 'AnalystsGroup', {
      name: workGroups.analysts,
      description: 'Facts and releases; exact figures are for inside use.',
      bucket: this.results,
      folder: 'results',
      key: lake.factsKey,
      cutoff: Math.round(aws.scanCutoffGb * GIGABYTE),
    });
    new SavedQueries(this, 'Queries', { workGroup: group, database: databases.views });
    this.pipeline = new Pipeline(this, 'Pipeline', { deployment, lake });
    this.analysts = analystsPolicy(this, 'AnalystsPolicy', {
      deployment,
      lake,
      collect,
      results: this.results,
      stateTableArn: this.pipeline.state.tableArn,
    });
  }
}
