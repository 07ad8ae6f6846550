/**
 * The environment variables of the functions: the contract between the stacks in lib/, which set them, and the adapters
 * in runtime/aws, which read them. Nothing else in runtime/aws may read the environment.
 */
import type { ReleaseWarning } from './release/run-release.ts';
import type { SealProgress, SealWarning } from './seal/seal-log.ts';
import type { Warning } from './warnings.ts';

/** Name of each variable, by its purpose. */
export const ENV = {
  /** Firehose delivery stream of the arrivals. */
  stream: 'HEADCOUNT_STREAM',
  /** URL of the SQS queue for records that Firehose did not accept. */
  fallbackQueue: 'HEADCOUNT_FALLBACK_QUEUE',
  /** URL of the dead-letter queue behind it. */
  deadLetterQueue: 'HEADCOUNT_DEAD_LETTER_QUEUE',
  /** DynamoDB table of the salts: `day` (string key), `salt` (binary), `expires` (TTL, seconds). */
  saltsTable: 'HEADCOUNT_SALTS_TABLE',
  /** DynamoDB table of the pipeline's record: `run` and `step` (string keys). */
  stateTable: 'HEADCOUNT_STATE_TABLE',
  /** Bucket of arrivals, errors, scratch and the pipeline's results: personal data of two or three days. */
  arrivalsBucket: 'HEADCOUNT_ARRIVALS_BUCKET',
  /** Bucket of facts, completeness, seals, releases and reports. */
  factsBucket: 'HEADCOUNT_FACTS_BUCKET',
  /** Bucket in which the register leaves its released demand; absent where no register is deployed. */
  registerOpenBucket: 'HEADCOUNT_REGISTER_OPEN_BUCKET',
  /** Glue database with the views that analysts and reports read. */
  database: 'HEADCOUNT_DATABASE',
  /** Glue database with the tables behind these views, whose partitions the seal swaps. */
  storeDatabase: 'HEADCOUNT_STORE_DATABASE',
  /** Glue database of arrivals and scratch. */
  scratchDatabase: 'HEADCOUNT_SCRATCH_DATABASE',
  /** Athena work group of the pipeline. */
  workGroup: 'HEADCOUNT_WORK_GROUP',
  /**
   * Secret that CloudFront adds to the requests it forwards; viewer headers are trusted only with it. Absent without
   * CloudFront.
   */
  originSecrets: 'HEADCOUNT_ORIGIN_SECRETS',
} as const;
export type EnvName = keyof typeof ENV;

/** Files that the stack places beside a bundle. */
export const BESIDE = {
  /** The checked configuration: sitemaps resolved, keys as digests (core/config/deployed-config.ts). */
  config: 'headcount.json',
  /** Country database of the collector, where it answers without CloudFront and the configuration enables countries. */
  country: 'country.mmdb',
  /** Tracker script of the collector. */
  tracker: 'headcount.js',
} as const;

/** Key of the demand that usage has released, in the facts bucket. The report writes it. */
export const DEMAND_KEY = 'reports/demand.json';
/** Key of the demand that the register has released, in the bucket that it opens to usage. */
export const REGISTER_DEMAND_KEY = 'demand.json';

/** Header in which CloudFront sends the first of HEADCOUNT_ORIGIN_SECRETS. */
export const ORIGIN_SECRET_HEADER = 'x-headcount-origin';

/**
 * Words that the alarms match: a function logs `{"warning": WORD, ...}` as an object, at level WARN, and the last one
 * as `{"progress": WORD}` at level INFO. Nothing about a request may stand beside them.
 */
export const LOG_WORDS = {
  /** Collector: a day's salt was unavailable; events are stored without a visitor. */
  saltUnavailable: 'salt_unavailable',
  /** Salt keeper: the salt of an ended day could not be deleted. */
  saltNotDeleted: 'salt_not_deleted',
  /** Collector: neither Firehose nor the queue accepted a request's events; it was answered 503. */
  notStored: 'not_stored',
  /** Seal or settle: the books do not balance; nothing was replaced. */
  reconciliationOff: 'reconciliation_off',
  /** Release: a due release would exceed the remaining budget of a visitor-day; it was not drawn. */
  releaseRefused: 'release_refused',
  /** Seal: unsealed arrivals were deleted after arrivalsDays. */
  arrivalsPastDeadline: 'arrivals_past_deadline',
  /** Seal, redrive and error sweep: rows arrived for a day that is sealed; regular delivery is never that late. */
  late: 'late',
  /** Seal: the tick ended with no day left that should be sealed by now; the alarm is on its absence. */
  sealUpToDate: 'seal_up_to_date',
} as const satisfies Readonly<Record<string, Warning | SealWarning | SealProgress | ReleaseWarning>>;

/** Thrown where a variable that the stack sets is missing. */
export class EnvMissingError extends Error {
  override readonly name = 'EnvMissingError';
}

/** Returns the value of a variable; throws an EnvMissingError that names it. */
export function env(name: EnvName): string {
  const value = optionalEnv(name);
  if (value === undefined) throw new EnvMissingError(`${ENV[name]} is not set: deploy the stack again`);
  return value;
}

/** Returns the value of a variable; undefined where it is absent or empty. */
export function optionalEnv(name: EnvName): string | undefined {
  const value = process.env[ENV[name]];
  return value === undefined || value === '' ? undefined : value;
}

/** Credentials and region that Lambda itself sets. */
export interface Identity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
  readonly region: string;
}

/** Returns the identity of the function's role. Throws an EnvMissingError outside of a function. */
export function readIdentity(): Identity {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_REGION: region,
  } = process.env;
  if (!accessKeyId || !secretAccessKey || !region)
    throw new EnvMissingError(
      'AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION are set by Lambda: this runs as a function only',
    );
  return { accessKeyId, secretAccessKey, sessionToken: sessionToken || undefined, region };
}

/** The services that functions and the command line call, by the names under which their requests are signed. */
export type AwsService =
  'firehose' | 'sqs' | 'dynamodb' | 's3' | 'secretsmanager' | 'ses' | 'lambda' | 'sts' | 'monitoring';

/** Where the variable is not named as the service is signed. */
const ENDPOINT_VARIABLE: Partial<Record<AwsService, string>> = {
  secretsmanager: 'SECRETS_MANAGER',
  ses: 'SESV2',
  monitoring: 'CLOUDWATCH',
};

/**
 * Returns the endpoint of a service where it is not AWS's own, from the variables that AWS's tools read (AWS SDKs and
 * Tools Reference Guide, "Service-specific endpoints").
 */
export function endpointOverride(service: AwsService): string | undefined {
  const variable = `AWS_ENDPOINT_URL_${ENDPOINT_VARIABLE[service] ?? service.toUpperCase()}`;
  return process.env[variable] || process.env['AWS_ENDPOINT_URL'] || undefined;
}
