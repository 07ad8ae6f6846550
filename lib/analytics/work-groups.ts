/**
 * Athena's work groups, one for the pipeline and one for analysts. Settings are enforced: no client may write results
 * elsewhere.
 */
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface WorkGroupProps {
  readonly name: string;
  readonly description: string;
  readonly bucket: IBucket;
  /** Folder of the results, without a leading or trailing slash. */
  readonly folder: string;
  /** @default - results are encrypted with keys of S3 */
  readonly key?: IKey | undefined;
  /**
   * Most bytes one query may scan.
   * @default - no limit
   */
  readonly maxScanBytes?: number;
}

/**
 * Creates a work group. Results are never reused, because reuse has to be requested per query and nothing here does.
 */
export function createWorkGroup(scope: Construct, id: string, props: WorkGroupProps): CfnWorkGroup {
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
      ...(props.maxScanBytes === undefined ? {} : { bytesScannedCutoffPerQuery: props.maxScanBytes }),
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
