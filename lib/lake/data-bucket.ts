/** A bucket for data: private, TLS only, encrypted, with a time to live per prefix. Its stack may not empty it. */
import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
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

export interface DataBucketProps {
  readonly removalPolicy: RemovalPolicy;
  /** @default - encrypted with keys of S3 (SSE-S3) */
  readonly key?: IKey | undefined;
  readonly versioned: boolean;
  /** Maximum age of objects in days, by prefix. */
  readonly daysByPrefix: Readonly<Record<string, number>>;
  /** Reason for recording no access on the server's side. */
  readonly unloggedReason: string;
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
    removalPolicy: props.removalPolicy,
    autoDeleteObjects: false,
  });
  acknowledge(bucket, 'S1', props.unloggedReason);
  return bucket;
}
