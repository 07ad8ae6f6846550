/**
 * Where the register keeps what it holds: key, table, bucket of persons, keys of addresses and links. Nothing of it may
 * be reached from the usage stream.
 */
import { Aws } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { createDataBucket } from '../lake/data-bucket.ts';
import type { RegisterDeployment } from './register-deployment.ts';

/** Backups of the register are kept seven days at most, whatever makes them: its pages tell people so. */
const RECOVERY_DAYS = 7;
/** Index by which lists of people are found; it holds refs alone. */
export const INDEX = 'by-list';
/** Inputs and results of staff that are too large for an invocation. */
export const STAFF_PREFIX = 'staff/';

export class RegisterStore extends Construct {
  readonly key: Key;
  readonly table: Table;
  /** Evidence, attachments of mails that are due, manifests, released surveys, what was given up. */
  readonly bucket: Bucket;
  readonly hashSecret: Secret;
  readonly linkSecret: Secret;

  constructor(scope: Construct, id: string, { aws, dataPolicy }: RegisterDeployment) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: `Headcount ${aws.stage}: the register`,
      enableKeyRotation: true,
      removalPolicy: dataPolicy,
    });
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: RECOVERY_DAYS,
      },
      // It would list the most frequent keys, which are people.
      contributorInsightsSpecification: { enabled: false },
      deletionProtection: aws.production,
      removalPolicy: dataPolicy,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: INDEX,
      partitionKey: { name: 'list', type: AttributeType.STRING },
      sortKey: { name: 'ref', type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    this.bucket = createDataBucket(this, 'Bucket', {
      removalPolicy: dataPolicy,
      key: this.key,
      // A version would keep what was erased.
      versioned: false,
      daysByPrefix: { [STAFF_PREFIX]: 1 },
      unloggedReason:
        'The functions of this stack alone read and write it; each reading of a person is an event of the ' +
        "register's own log, and a list of objects with times would be kept longer than what was erased.",
    });
    this.hashSecret = this.#secret('HashKey', 'key under which addresses are hashed', dataPolicy);
    this.linkSecret = this.#secret('LinkKey', 'key under which links are made', dataPolicy);
  }

  /** The ARN of the index. */
  get indexArn(): string {
    return `${this.table.tableArn}/index/${INDEX}`;
  }

  /**
   * Creates a secret of 32 random bytes as hexadecimal digits. CloudFormation draws anew where these settings change,
   * which would break every link and every suppression: they may never change.
   */
  #secret(id: string, what: string, dataPolicy: RegisterDeployment['dataPolicy']): Secret {
    const secret = new Secret(this, id, {
      description: `Headcount ${Aws.STACK_NAME}: ${what}`,
      encryptionKey: this.key,
      generateSecretString: {
        passwordLength: 64,
        excludePunctuation: true,
        excludeUppercase: true,
        excludeCharacters: 'ghijklmnopqrstuvwxyz',
        requireEachIncludedType: false,
      },
      removalPolicy: dataPolicy,
    });
    acknowledge(
      secret,
      'SMG4',
      'Rotation would make every address unknown and break every link that was sent, also those to withdraw. ' +
        'docs/register-operations.md says what a stolen key means.',
    );
    return secret;
  }
}
