/**
 * Deploys the register onto stand-ins for AWS from its synthesized template: table, buckets, secrets, and each
 * function's own asset with the environment of its template. It may not deploy what the template does not declare.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { ask } from '../../standins/ask.ts';
import { resolved, type Template } from '../../standins/glue-tables.ts';
import { LambdaFunction } from '../../standins/lambda/runtime-api.ts';
import { FAKE_AWS, type StandIns } from '../../standins/start.ts';
import { ROOT } from '../../support/program.ts';
import { isAllowed, statementsOf } from './allowed-by-template.ts';
import { RecordedCalls, type RecordedCall, type Targets } from './recorded-calls.ts';

const STACK = 'Headcount-rehearsal-Register';
const TIMEOUT_MS = 900_000;

export type RegisterFunctionName = 'Pages' | 'Staff' | 'Mail' | 'Sweep';

export interface RegisterDeploymentOptions {
  readonly standIns: StandIns;
  /** Folder with headcount.json, register.json and its files. */
  readonly folder: string;
  /** What the secrets hold, in place of what Secrets Manager would draw. */
  readonly keys: { readonly hash: string; readonly link: string };
  /** Environment of each function beside its own: clock and ids. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the calls of a service go, by the name under which they are signed. */
  readonly targets: Targets;
}

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, any>>;
}

export class RegisterDeployment {
  readonly #options: RegisterDeploymentOptions;
  readonly #template: Template;
  readonly #resources: Readonly<Record<string, Resource>>;
  readonly #names: Record<string, string> = {
    'AWS::AccountId': '123456789012',
    'AWS::Region': FAKE_AWS.AWS_REGION,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': STACK,
  };
  readonly #running = new Map<RegisterFunctionName, Promise<LambdaFunction>>();
  readonly #recorded = new Map<RegisterFunctionName, RecordedCalls>();
  readonly s3: S3Client;
  readonly dynamo: DynamoDBClient;

  private constructor(options: RegisterDeploymentOptions, template: Template) {
    this.#options = options;
    this.#template = template;
    this.#resources = template.Resources ?? {};
    const sdk = { region: FAKE_AWS.AWS_REGION, credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };
    this.s3 = new S3Client({ ...sdk, endpoint: options.standIns.aws, forcePathStyle: true });
    this.dynamo = new DynamoDBClient({ ...sdk, endpoint: String(options.standIns.dynamodb) });
  }

  /** Synthesizes the built app and creates what the register's template declares. */
  static async make(options: RegisterDeploymentOptions): Promise<RegisterDeployment> {
    const { folder } = options;
    const out = join(folder, 'out');
    const ran = spawnSync(process.execPath, [join(ROOT, 'dist/bin/app.js')], {
      cwd: folder,
      env: { ...process.env, CDK_OUTDIR: out },
      encoding: 'utf8',
    });
    if (ran.status !== 0) throw new Error(`the app does not synthesize: ${ran.stderr}`);
    const template = JSON.parse(readFileSync(join(out, `${STACK}.template.json`), 'utf8')) as Template;
    const deployment = new RegisterDeployment(options, template);
    await deployment.#create();
    return deployment;
  }

  /** The name of the first resource of a type whose logical id begins with the text. */
  name(type: string, prefix: string): string {
    const id = Object.keys(this.#resources).find(
      (logical) => this.#resources[logical]?.Type === type && logical.startsWith(prefix),
    );
    const name = this.#names[id ?? ''];
    if (name === undefined) throw new Error(`the template has no ${type} ${prefix}`);
    return name;
  }

  /** Returns a function under AWS's runtime client, started once. */
  start(name: RegisterFunctionName): Promise<LambdaFunction> {
    const running = this.#running.get(name) ?? this.#start(name);
    this.#running.set(name, running);
    return running;
  }

  /** Returns a function by the name under which others invoke it. */
  named(name: string): Promise<LambdaFunction> {
    const found = (['Pages', 'Staff', 'Mail', 'Sweep'] as const).find(
      (one) => this.#names[this.#idOf(one)] === name,
    );
    if (found === undefined) throw new Error(`no function ${name}`);
    return this.start(found);
  }

  /** Everything that the functions printed. */
  async logs(): Promise<string> {
    return (await Promise.all(this.#running.values())).map(({ output }) => output).join('\n');
  }

  /** What a function asked of AWS. */
  calls(name: RegisterFunctionName): readonly RecordedCall[] {
    return this.#recorded.get(name)?.calls ?? [];
  }

  /** Returns those of the calls that the role of a function does not allow. */
  denied(name: RegisterFunctionName, calls: readonly RecordedCall[]): readonly RecordedCall[] {
    const statements = statementsOf(this.#template, this.#idOf(name), this.#known());
    return calls.filter((call) => !isAllowed(statements, call));
  }

  async stop(): Promise<void> {
    for (const recorded of this.#recorded.values()) recorded.close();
    await Promise.all([...this.#running.values()].map(async (one) => (await one).stop()));
  }

  #idOf(name: RegisterFunctionName): string {
    const id = Object.keys(this.#resources).find(
      (logical) =>
        this.#resources[logical]?.Type === 'AWS::Lambda::Function' &&
        logical.startsWith(`Register${name}Function`),
    );
    if (id === undefined) throw new Error(`the template has no function ${name}`);
    return id;
  }

  async #start(name: RegisterFunctionName): Promise<LambdaFunction> {
    const { folder, env, targets } = this.#options;
    const { Environment, Code } = this.#resources[this.#idOf(name)]?.Properties ?? {};
    const { Variables } = resolved(Environment, this.#names) as {
      readonly Variables: Readonly<Record<string, string>>;
    };
    const asset = `asset.${String(Code.S3Key).replace(/\.zip$/, '')}`;
    const recorded = await new RecordedCalls(targets).open();
    this.#recorded.set(name, recorded);
    return await new LambdaFunction({
      root: join(folder, 'out', asset),
      timeout: TIMEOUT_MS,
      env: { ...Variables, ...FAKE_AWS, ...env, AWS_ENDPOINT_URL: recorded.url },
    }).start();
  }

  /** Names of resources as calls name them, and as policies do. */
  #known(): Readonly<Record<string, string>> {
    const names: Record<string, string> = { ...this.#names };
    for (const [id, { Type }] of Object.entries(this.#resources)) {
      const name = this.#names[id] ?? '';
      names[`${id}.Arn`] = Type === 'AWS::S3::Bucket' ? `arn:aws:s3:::${name}` : name;
    }
    return new Proxy(names, { get: (known, key) => known[String(key)] ?? `unknown ${String(key)}` });
  }

  async #create(): Promise<void> {
    const { aws } = this.#options.standIns;
    for (const [id, { Type, Properties = {} }] of Object.entries(this.#resources)) {
      const name = id.toLowerCase().slice(0, 55);
      this.#names[id] = name;
      if (Type === 'AWS::S3::Bucket')
        await this.s3.send(
          new CreateBucketCommand({
            Bucket: name,
            CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
          }),
        );
      if (Type === 'AWS::DynamoDB::Table') {
        const { AttributeDefinitions, KeySchema, BillingMode, GlobalSecondaryIndexes } =
          Properties as CreateTableCommandInput;
        await this.dynamo.send(
          new CreateTableCommand({
            TableName: name,
            AttributeDefinitions,
            KeySchema,
            BillingMode,
            GlobalSecondaryIndexes,
          }),
        );
      }
      if (Type === 'AWS::SecretsManager::Secret')
        this.#names[id] = await this.#createSecret(name, id.includes('HashKey') ? 'hash' : 'link');
      if (Type === 'AWS::SES::ConfigurationSet') this.#names[id] = String(Properties['Name']);
    }
    await fetch(`${aws}/v2/email/identities`, {
      method: 'POST',
      body: JSON.stringify({ EmailIdentity: 'instruments.example' }),
      headers: {
        'content-type': 'application/json',
        authorization: `AWS4-HMAC-SHA256 Credential=x/20261124/${FAKE_AWS.AWS_REGION}/ses/aws4_request, SignedHeaders=host, Signature=0`,
      },
    });
  }

  async #createSecret(Name: string, key: 'hash' | 'link'): Promise<string> {
    const { aws } = this.#options.standIns;
    const input = { Name, SecretString: this.#options.keys[key], ClientRequestToken: `${key}-`.repeat(8) };
    const { ARN } = await ask<{ ARN: string }>(aws, 'secretsmanager', 'secretsmanager.CreateSecret', input);
    return ARN;
  }
}
