/**
 * The delivery from the collector to arrivals: a Firehose stream (Direct PUT) that converts to Parquet by the Glue
 * table of arrivals. It may not log: its error messages can quote a record.
 */
import { Aws } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { Construct } from 'constructs';
import { acknowledgeObjects } from '../acknowledge.ts';
import type { Deployment } from '../deployment.ts';
import { keyUseStatements } from '../lake/key-use.ts';
import type { Lake } from '../lake/lake.ts';
import { catalogueArns } from '../lake/arns.ts';

export interface DeliveryProps {
  readonly deployment: Deployment;
  readonly lake: Lake;
}

export class Delivery extends Construct {
  readonly stream: CfnDeliveryStream;

  constructor(scope: Construct, id: string, props: DeliveryProps) {
    super(scope, id);
    const {
      lake,
      deployment: { aws, databases },
    } = props;
    const bucket = lake.arrivals;
    // The policy is inline, so that the stream is created after its permissions.
    const role = new Role(this, 'Role', {
      // Firehose passes the account of its stream as the external id, which public templates rely on; no page says that
      // it sends aws:SourceAccount.
      assumedBy: new ServicePrincipal('firehose.amazonaws.com', {
        conditions: { StringEquals: { 'sts:ExternalId': Aws.ACCOUNT_ID } },
      }),
      inlinePolicies: {
        delivery: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
              resources: [bucket.bucketArn],
            }),
            new PolicyStatement({
              actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
              resources: [bucket.arnForObjects('arrivals/*'), bucket.arnForObjects('errors/*')],
            }),
            new PolicyStatement({
              actions: ['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'],
              resources: catalogueArns(databases.scratch, ['arrivals']),
            }),
            ...keyUseStatements(lake.arrivalsKey),
          ],
        }),
      },
    });
    acknowledgeObjects(
      role,
      bucket,
      ['arrivals/*', 'errors/*'],
      'Objects are named by the time of their delivery: the prefixes arrivals/ and errors/ are the ' +
        'narrowest that hold them all.',
    );
    this.stream = new CfnDeliveryStream(this, 'Stream', {
      deliveryStreamType: 'DirectPut',
      deliveryStreamEncryptionConfigurationInput:
        lake.arrivalsKey === undefined
          ? { keyType: 'AWS_OWNED_CMK' }
          : { keyType: 'CUSTOMER_MANAGED_CMK', keyArn: lake.arrivalsKey.keyArn },
      extendedS3DestinationConfiguration: {
        bucketArn: bucket.bucketArn,
        roleArn: role.roleArn,
        // The UTC time of arrival of an object's oldest record.
        prefix: 'arrivals/dt=!{timestamp:yyyy-MM-dd}/',
        errorOutputPrefix: 'errors/!{firehose:error-output-type}/dt=!{timestamp:yyyy-MM-dd}/',
        bufferingHints: { intervalInSeconds: aws.buffer.seconds, sizeInMBs: aws.buffer.mebibytes },
        compressionFormat: 'UNCOMPRESSED',
        s3BackupMode: 'Disabled',
        cloudWatchLoggingOptions: { enabled: false },
        encryptionConfiguration:
          lake.arrivalsKey === undefined
            ? { noEncryptionConfig: 'NoEncryption' }
            : { kmsEncryptionConfig: { awskmsKeyArn: lake.arrivalsKey.keyArn } },
        dataFormatConversionConfiguration: {
          enabled: true,
          schemaConfiguration: {
            catalogId: Aws.ACCOUNT_ID,
            region: Aws.REGION,
            roleArn: role.roleArn,
            databaseName: databases.scratch,
            tableName: lake.arrivalsTable.ref,
            versionId: 'LATEST',
          },
          // Columns are written in lower case; keys of properties must keep their case.
          inputFormatConfiguration: { deserializer: { openXJsonSerDe: { caseInsensitive: false } } },
          outputFormatConfiguration: { serializer: { parquetSerDe: { compression: 'SNAPPY' } } },
        },
      },
    });
  }
}
