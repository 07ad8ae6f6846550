/** A bucket for data: private, TLS only, encrypted, with a time to live per prefix. Its stack may not empty it. */
import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectOwnership,
  type LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Deployment } from '../deployment.ts';

export interface DataBucketProps {
  readonly deployment: Deployment;
  /** @default - encrypted with keys of S3 (SSE-S3) */
  readonly key?: IKey | undefined;
  readonly versioned: boolean;
  /** Maximum age of objects in days, by prefix. */
  readonly daysByPrefix: Readonly<Record<string, number>>;
  /** Reason for having no server access log. */
  readonly noAccessLogReason: string;
}

/** Retention of overwritten and deleted objects in a versioned bucket. */
const OLD_VERSION_DAYS = 30;

export function createDataBucket(scope: Construct, id: string, props: DataBucketProps): Bucket {
  const days = Object.entries(props.daysByPrefix).map(([prefix, count]): LifecycleRule => ({
    id: `${prefix.replaceAll('/', '')}-days`,
    prefix,
    expiration: Duration.days(count),
  }));
  const versions: LifecycleRule[] = props.versioned
    ? [
        {
          id: 'old-versions',
          noncurrentVersionExpiration: Duration.days(OLD_VERSION_DAYS),
          expiredObjectDeleteMarker: true,
        },
      ]
    : [];
  const bucket = new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    ...(props.key === undefined
      ? { encryption: BucketEncryption.S3_MANAGED }
      : { encryption: BucketEncryption.KMS, encryptionKey: props.key, bucketKeyEnabled: true }),
    versioned: props.versioned,
    lifecycleRules: [
      { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ...days,
      ...versions,
    ],
    removalPolicy: props.deployment.dataPolicy,
    autoDeleteObjects: false,
  });
  acknowledge(bucket, 'S1', props.noAccessLogReason);
  return bucket;
}
