/**
 * The permissions of analysts of the register: query the survey's counts. It may not give anybody access to a person,
 * whatever their other policies allow.
 */
import { Aws } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { SURVEY_PREFIX, SURVEY_TABLE } from '#core/register/survey/survey-columns';
import { acknowledge, acknowledgeObjects } from '../acknowledge.ts';
import {
  ATHENA_ACTIONS,
  DEFAULT_DATABASE_ACCESS,
  READ_CATALOGUE_ACTIONS,
  workGroupArn,
} from '../analytics/athena-access.ts';
import { catalogueArns } from '../lake/arns.ts';
import type { RegisterDeployment } from './register-deployment.ts';

export interface SurveyPolicyProps {
  readonly deployment: RegisterDeployment;
  readonly bucket: IBucket;
}

export function createSurveyPolicy(
  scope: Construct,
  id: string,
  { deployment, bucket }: SurveyPolicyProps,
): ManagedPolicy {
  const { aws, database, workGroup } = deployment;
  const allow = (sid: string, actions: readonly string[], resources: readonly string[]) =>
    new PolicyStatement({ sid, actions: [...actions], resources: [...resources] });
  const objects = [`${SURVEY_PREFIX}/*`, 'results/*'];
  const policy = new ManagedPolicy(scope, id, {
    description: `Headcount ${aws.stage}: analysts query counts of the register, never a person.`,
    statements: [
      allow('Queries', [...ATHENA_ACTIONS, 'athena:GetWorkGroup'], [workGroupArn(workGroup)]),
      allow('Console', ['athena:ListWorkGroups', 'athena:ListDataCatalogs'], ['*']),
      allow(
        'Catalogue',
        [
          'athena:GetDataCatalog',
          'athena:GetDatabase',
          'athena:GetTableMetadata',
          'athena:ListTableMetadata',
        ],
        [`arn:${Aws.PARTITION}:athena:${Aws.REGION}:${Aws.ACCOUNT_ID}:datacatalog/AwsDataCatalog`],
      ),
      allow('Tables', READ_CATALOGUE_ACTIONS, catalogueArns(database, [SURVEY_TABLE])),
      allow('Default', ...DEFAULT_DATABASE_ACCESS),
      allow(
        'Objects',
        ['s3:GetObject'],
        objects.map((prefix) => bucket.arnForObjects(prefix)),
      ),
      allow('Results', ['s3:AbortMultipartUpload', 's3:PutObject'], [bucket.arnForObjects('results/*')]),
      allow('Bucket', ['s3:GetBucketLocation', 's3:ListBucket'], [bucket.bucketArn]),
    ],
  });
  acknowledgeObjects(policy, bucket, objects, 'Objects are named by month, and by Athena for its results.');
  acknowledge(
    policy,
    'IAM5[Resource::*]',
    'athena:ListWorkGroups and athena:ListDataCatalogs, which the console needs, take no resource ' +
      '(Service Authorization Reference); they list names.',
  );
  return policy;
}
