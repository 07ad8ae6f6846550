/**
 * The permissions of analysts: query the views, keep results. It may not give anybody access to arrivals, scratch,
 * salts or the pipeline's results, whatever their other policies allow.
 */
import { Aws } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge, acknowledgeObjects } from '../acknowledge.ts';
import type { Collect } from '../collect/collect.ts';
import type { Deployment } from '../deployment.ts';
import { catalogueArns } from '../lake/arns.ts';
import type { Lake } from '../lake/lake.ts';
import {
  ATHENA_ACTIONS,
  DEFAULT_DATABASE_ACCESS,
  READ_CATALOGUE_ACTIONS,
  workGroupArn,
} from './athena-access.ts';
import { FACT_PREFIXES } from './prefixes.ts';

export interface AnalystsPolicyProps {
  readonly deployment: Deployment;
  readonly lake: Lake;
  readonly collect: Collect;
  readonly results: IBucket;
  readonly stateTableArn: string;
}

const QUERY_ACTIONS = [
  'athena:BatchGetNamedQuery',
  'athena:BatchGetQueryExecution',
  'athena:GetNamedQuery',
  'athena:GetPreparedStatement',
  'athena:GetQueryResultsStream',
  'athena:GetQueryRuntimeStatistics',
  'athena:GetWorkGroup',
  'athena:ListNamedQueries',
  'athena:ListPreparedStatements',
  'athena:ListQueryExecutions',
];
const REPORT_PREFIX = 'reports/*';

export function createAnalystsPolicy(
  scope: Construct,
  id: string,
  props: AnalystsPolicyProps,
): ManagedPolicy {
  const { deployment, lake, results } = props;
  const readablePrefixes = [...FACT_PREFIXES, REPORT_PREFIX];
  const databases = [deployment.databases.views, deployment.databases.store];
  const allow = (sid: string, actions: readonly string[], resources: readonly string[]) =>
    new PolicyStatement({ sid, actions: [...actions], resources: [...resources] });
  const policy = new ManagedPolicy(scope, id, {
    description: `Headcount ${deployment.aws.stage}: analysts query facts and releases, never arrivals.`,
    statements: [
      allow('Queries', [...ATHENA_ACTIONS, ...QUERY_ACTIONS], [workGroupArn(deployment.workGroups.analysts)]),
      allow('Console', ['athena:ListWorkGroups', 'athena:ListDataCatalogs'], ['*']),
      allow(
        'Catalogue',
        [
          'athena:GetDataCatalog',
          'athena:GetDatabase',
          'athena:GetTableMetadata',
          'athena:ListDatabases',
          'athena:ListTableMetadata',
        ],
        [`arn:${Aws.PARTITION}:athena:${Aws.REGION}:${Aws.ACCOUNT_ID}:datacatalog/AwsDataCatalog`],
      ),
      allow(
        'Tables',
        [...READ_CATALOGUE_ACTIONS, 'glue:GetDatabases'],
        [...new Set(databases.flatMap((database) => catalogueArns(database, ['*'])))],
      ),
      allow('Default', ...DEFAULT_DATABASE_ACCESS),
      allow(
        'Facts',
        ['s3:GetObject'],
        readablePrefixes.map((prefix) => lake.facts.arnForObjects(prefix)),
      ),
      allow(
        'Results',
        ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
        [results.arnForObjects('results/*')],
      ),
      allow('Buckets', ['s3:GetBucketLocation', 's3:ListBucket'], [lake.facts.bucketArn, results.bucketArn]),
      ...(lake.factsKey === undefined
        ? []
        : [allow('Key', ['kms:Decrypt', 'kms:GenerateDataKey'], [lake.factsKey.keyArn])]),
      ...denials(props),
    ],
  });
  acknowledgeObjects(
    policy,
    lake.facts,
    readablePrefixes,
    'Objects are named by period and run: the prefixes behind the views are the narrowest names that are known.',
  );
  acknowledgeObjects(policy, results, ['results/*'], 'Athena names results by the id of the query.');
  for (const database of databases)
    acknowledge(
      policy,
      `IAM5[Resource::arn:<AWS::Partition>:glue:<AWS::Region>:<AWS::AccountId>:table/${database}/*]`,
      'Every table of this database is there for readers; named one by one they would not fit into ' +
        'the 6,144 characters of a managed policy.',
    );
  acknowledge(
    policy,
    'IAM5[Resource::*]',
    'athena:ListWorkGroups and athena:ListDataCatalogs, which the console needs, take no resource ' +
      '(Service Authorization Reference); they list names.',
  );
  return policy;
}

/** Denies explicitly, which overrides whatever other policies of the same person allow. */
function denials({ deployment, lake, collect, stateTableArn }: AnalystsPolicyProps): PolicyStatement[] {
  const deny = (sid: string, action: string, resources: readonly string[]) =>
    new PolicyStatement({ sid, effect: Effect.DENY, actions: [action], resources: [...resources] });
  return [
    deny('NoArrivals', 's3:*', [lake.arrivals.bucketArn, lake.arrivals.arnForObjects('*')]),
    deny('NoScratch', 'glue:*', catalogueArns(deployment.databases.scratch, ['*']).slice(1)),
    deny('NoSalts', 'dynamodb:*', [collect.salts.table.tableArn, stateTableArn]),
    deny('NoPipeline', 'athena:*', [workGroupArn(deployment.workGroups.pipeline)]),
    deny('NoQueues', 'sqs:*', [collect.fallback.queue.queueArn, collect.fallback.deadLetters.queueArn]),
    ...(lake.arrivalsKey === undefined ? [] : [deny('NoArrivalsKey', 'kms:*', [lake.arrivalsKey.keyArn])]),
  ];
}
