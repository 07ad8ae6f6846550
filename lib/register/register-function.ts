/**
 * A function of the register, with register.json and its files beside the bundle. It may not be given a right here that
 * not every function of the register needs.
 */
import type { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { REGISTER_ENV, type RegisterEnvName } from '#runtime/aws/register/env';
import { acknowledgeObjects } from '../acknowledge.ts';
import { bundleCode } from '../functions/bundle.ts';
import { NodeFunction, type NodeFunctionProps } from '../functions/node-function.ts';
import { keyUseStatements } from '../lake/key-use.ts';
import type { RegisterDeployment } from './register-deployment.ts';
import type { RegisterStore } from './register-store.ts';

export interface RegisterFunctionProps extends Pick<
  NodeFunctionProps,
  'memoryMiB' | 'afterFailure' | 'reservedConcurrency'
> {
  readonly deployment: RegisterDeployment;
  readonly store: RegisterStore;
  /** File in lambdas/, without its extension. */
  readonly name: string;
  readonly description: string;
  readonly timeout: Duration;
  /** @default - what every function has */
  readonly environment?: Readonly<Partial<Record<RegisterEnvName, string>>>;
}

/** What may be done with objects below prefixes of the bucket, as `evidence/*`. */
export interface ObjectRights {
  readonly read?: readonly string[];
  /** Objects that may be written, also in place of others. */
  readonly write?: readonly string[];
  /** Objects that may be made where there is none (conditional writes, S3 user guide). */
  readonly create?: readonly string[];
  readonly delete?: readonly string[];
}

/** Whether the request says that nothing may be overwritten: a condition of IAM (S3 user guide, conditional writes). */
const IF_NONE_MATCH = { Null: { 's3:if-none-match': 'false' } };
/** Items that an erasure removes: values, and by address submissions and memberships of lists. The log stays. */
const ERASABLE = ['V#*', 'K#*', 'L#*'];

export class RegisterFunction extends NodeFunction {
  readonly #store: RegisterStore;

  constructor(scope: Construct, id: string, props: RegisterFunctionProps) {
    const { deployment, store, environment = {} } = props;
    const { aws, beside } = deployment;
    const values: Partial<Record<RegisterEnvName, string>> = {
      table: store.table.tableName,
      bucket: store.bucket.bucketName,
      hashSecret: store.hashSecret.secretArn,
      linkSecret: store.linkSecret.secretArn,
      ...environment,
    };
    super(scope, id, {
      code: bundleCode(props.name, beside),
      description: `Headcount ${aws.stage}: the register ${props.description}`,
      timeout: props.timeout,
      memoryMiB: props.memoryMiB,
      environment: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [REGISTER_ENV[name as RegisterEnvName], value]),
      ),
      logDays: aws.logDays,
      // Lines of the embedded metric format have no level: Lambda takes them for information ("Log-level filtering").
      // Its own line for each request stays off.
      logsProgress: true,
      ...(props.afterFailure === undefined ? {} : { afterFailure: props.afterFailure }),
      ...(props.reservedConcurrency === undefined ? {} : { reservedConcurrency: props.reservedConcurrency }),
    });
    this.#store = store;
    for (const statement of keyUseStatements(store.key)) this.role.addToPrincipalPolicy(statement);
    this.allow(['secretsmanager:GetSecretValue'], [store.hashSecret.secretArn, store.linkSecret.secretArn]);
    this.#allowItems();
  }

  /** Lets the function list people; the pages may not. */
  allowLists(): void {
    this.allow(['dynamodb:Query'], [this.#store.indexArn]);
  }

  /** Grants rights on objects, and the listing of names, without which S3 answers 403 for what is not there. */
  allowObjects(rights: ObjectRights): void {
    const { bucket } = this.#store;
    const allow = (
      actions: readonly string[],
      prefixes: readonly string[] = [],
      condition?: typeof IF_NONE_MATCH,
    ) => {
      if (prefixes.length > 0)
        this.allow(
          actions,
          prefixes.map((prefix) => bucket.arnForObjects(prefix)),
          condition,
        );
    };
    allow(['s3:GetObject'], rights.read);
    allow(['s3:PutObject'], rights.write);
    allow(['s3:PutObject'], rights.create, IF_NONE_MATCH);
    allow(['s3:DeleteObject'], rights.delete);
    this.allow(['s3:ListBucket'], [bucket.bucketArn]);
    acknowledgeObjects(
      this.role,
      bucket,
      [...new Set(Object.values(rights as Readonly<Record<string, readonly string[]>>).flat())],
      'Objects are named by submissions, mails and days: the prefixes are the narrowest names that are known.',
    );
  }

  /** Reading is by key alone, no scan; deleting is for what an erasure removes. */
  #allowItems(): void {
    const table = [this.#store.table.tableArn];
    this.allow(['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'], table);
    this.allow(['dynamodb:ConditionCheckItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], table);
    this.allow(['dynamodb:DeleteItem'], table, {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ERASABLE },
      // Without it a request that named no key would pass (IAM user guide, "ForAllValues"). Transactions have the key:
      // it is listed for ConditionCheckItem, which is there in them alone (Service Authorization Reference).
      Null: { 'dynamodb:LeadingKeys': 'false' },
    });
  }
}
