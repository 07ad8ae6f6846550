/**
 * Athena's work groups: one for the pipeline, one for analysts. Settings are enforced: nobody's client may write
 * results elsewhere.
 */
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface WorkGroupProps {
  readonly name: string;
  readonly description: string;
  readonly bucket: IBucket;
  /** Folder of the results, without slashes at the ends. */
  readonly folder: string;
  /** @default - results are encrypted with keys of S3 */
  readonly key?: IKey | undefined;
  /**
   * Most bytes one query may scan.
   * @default - no limit
   */
  readonly cutoff?: number;
}

/** Results are never reused: that is asked for query by query, and nothing here does. */
export function workGroup(scope: Construct, id: string, props: WorkGroupProps): CfnWorkGroup {
  return new CfnWorkGroup(scope, id, {
    name: props.name,
    description: props.description,
    state: 'ENABLED',
    recursiveDeleteOption: true,
    workGroupConfiguration: {
      enforceWorkGroupConfiguration: true,
      publishCloudWatchMetricsEnabled: true,
      requesterPaysEnabled: false,
      engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
      ...(props.cutoff === undefined ? {} : { bytesScannedCutoffPerQuery: props.cutoff }),
      resultConfiguration: {
        outputLocation: `s3://${props.bucket.bucketName}/${props.folder}/`,
        encryptionConfiguration:
          props.key === undefined
            ? { encryptionOption: 'SSE_S3' }
            : { encryptionOption: 'SSE_KMS', kmsKey: props.key.keyArn },
      },
    },
  });
}
