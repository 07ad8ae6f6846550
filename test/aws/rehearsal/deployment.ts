/**
 * Deploys the app onto stand-ins for AWS from its synthesized templates: buckets, tables, Glue, and each function's own
 * asset with the environment of its template. It may not deploy anything that the templates do not declare.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GlueClient } from '@aws-sdk/client-glue';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTableCommand, DynamoDBClient, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { createTables, resolved, tablesOfTemplate, type Template } from '../../standins/glue-tables.ts';
import { LambdaFunction } from '../../standins/lambda/runtime-api.ts';
import { FAKE_AWS, type StandIns } from '../../standins/start.ts';
import { ROOT } from '../../support/program.ts';

const PARTS = ['Lake', 'Collect', 'Analytics'] as const;
const CLOCK = join(import.meta.dirname, 'clock.mjs');
/** Timeout of an invocation in milliseconds. */
const TIMEOUT = 900_000;

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}
type StackOutputs = Readonly<
  Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: string } }>
>;

export class Deployment {
  readonly folder = mkdtempSync(join(tmpdir(), 'headcount-rehearsal-'));
  readonly #clock = join(this.folder, 'clock');
  readonly #standIns: StandIns;
  readonly #names: Record<string, string> = {
    'AWS::AccountId': '123456789012',
    'AWS::Region': FAKE_AWS.AWS_REGION,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
  };
  readonly #resources = new Map<string, Resource>();
  readonly #running = new Map<Resource, Promise<LambdaFunction>>();
  readonly #outputs: Record<string, Record<string, string>> = {};
  readonly s3: S3Client;
  readonly dynamo: DynamoDBClient;

  private constructor(standIns: StandIns) {
    this.#standIns = standIns;
    const sdk = { region: FAKE_AWS.AWS_REGION, credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };
    this.s3 = new S3Client({ ...sdk, endpoint: standIns.aws, forcePathStyle: true });
    this.dynamo = new DynamoDBClient({ ...sdk, endpoint: String(standIns.dynamodb) });
  }

  /** Synthesizes the built app for a configuration and creates what its templates declare. */
  static async make(standIns: StandIns, config: object): Promise<Deployment> {
    const it = new Deployment(standIns);
    writeFileSync(join(it.folder, 'headcount.json'), JSON.stringify(config));
    const ran = spawnSync(process.execPath, [join(ROOT, 'dist/bin/app.js')], {
      cwd: it.folder,
      env: { ...process.env, CDK_OUTDIR: join(it.folder, 'out') },
      encoding: 'utf8',
    });
    if (ran.status !== 0) throw new Error(`the app does not synthesize: ${ran.stderr}`);
    const stage = (config as { readonly aws: { readonly stage: string } }).aws.stage;
    for (const part of PARTS) {
      const stack = `Headcount-${stage}-${part}`;
      await it.#deploy(
        stack,
        JSON.parse(readFileSync(join(it.folder, 'out', `${stack}.template.json`), 'utf8')) as Template,
      );
    }
    return it;
  }

  /**
   * Returns the name of the first resource of a type whose logical id begins with the given text: a bucket, a table.
   */
  name(type: string, prefix: string): string {
    const id = [...this.#resources].find(
      ([logical, one]) => one.Type === type && logical.startsWith(prefix),
    )?.[0];
    if (id === undefined || this.#names[id] === undefined)
      throw new Error(`no ${type} ${prefix} in the templates`);
    return this.#names[id];
  }

  setClock(instant: number): void {
    writeFileSync(this.#clock, String(instant));
  }

  /**
   * The outputs as `cdk deploy --outputs-file` writes them, with the collector's address given, since its API has none
   * here.
   */
  writeOutputs(collectorUrl: string): string {
    const file = join(this.folder, 'outputs.json');
    writeFileSync(
      file,
      JSON.stringify(
        Object.fromEntries(
          Object.entries(this.#outputs).map(([stack, outputs]) => [
            stack,
            'CollectorUrl' in outputs ? { ...outputs, CollectorUrl: collectorUrl } : outputs,
          ]),
        ),
      ),
    );
    return file;
  }

  /** Environment of a program that runs on the test's clock and reaches only the stand-ins. */
  get env(): Readonly<Record<string, string>> {
    return { ...this.#standIns.env, HEADCOUNT_TEST_CLOCK: this.#clock, NODE_OPTIONS: `--import ${CLOCK}` };
  }

  /** Returns a function under AWS's runtime client, started once; `described` is a part of its description. */
  start(described: string, endpoints: Readonly<Record<string, string>> = {}): Promise<LambdaFunction> {
    return this.#start(
      ([, one]) => String(one.Properties?.['Description']).includes(described),
      described,
      endpoints,
    );
  }

  /** Returns a function by its name. */
  named(name: string): Promise<LambdaFunction> {
    return this.#start(([id]) => this.#names[id] === name, name, {});
  }

  /** The log of each function. */
  async logs(): Promise<string> {
    return (await Promise.all(this.#running.values())).map((one) => one.output).join('\n');
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running.values()].map(async (one) => (await one).stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  #start(
    which: (entry: readonly [string, Resource]) => boolean,
    called: string,
    endpoints: Readonly<Record<string, string>>,
  ): Promise<LambdaFunction> {
    const found = [...this.#resources].find(
      (entry) => entry[1].Type === 'AWS::Lambda::Function' && which(entry),
    )?.[1];
    if (found === undefined) throw new Error(`no function ${called} in the templates`);
    const { Variables } = resolved(found.Properties?.['Environment'], this.#names) as {
      readonly Variables: Readonly<Record<string, string>>;
    };
    const running =
      this.#running.get(found) ??
      new LambdaFunction({
        root: join(
          this.folder,
          'out',
          `asset.${String((found.Properties?.['Code'] as { readonly S3Key?: string } | undefined)?.S3Key).replace(/\.zip$/, '')}`,
        ),
        timeout: TIMEOUT,
        env: { ...Variables, ...this.env, ...endpoints },
      }).start();
    this.#running.set(found, running);
    return running;
  }

  async #deploy(stack: string, template: Template): Promise<void> {
    const standIns = this.#standIns;
    for (const [id, one] of Object.entries(template.Resources ?? {}) as [string, Resource][]) {
      this.#resources.set(id, one);
      this.#names[id] ??= `${id
        .toLowerCase()
        .replaceAll(/[^a-z0-9]/g, '')
        .slice(0, 55)}`;
      if (one.Type === 'AWS::SQS::Queue') this.#names[id] = `${standIns.aws}/123456789012/${id}`;
      if (one.Type === 'AWS::S3::Bucket')
        await this.s3.send(
          new CreateBucketCommand({
            Bucket: String(this.#names[id]),
            CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
          }),
        );
      if (one.Type === 'AWS::DynamoDB::Table') {
        const { AttributeDefinitions, KeySchema, BillingMode } =
          one.Properties as unknown as CreateTableCommandInput;
        await this.dynamo.send(
          new CreateTableCommand({
            TableName: String(this.#names[id]),
            AttributeDefinitions,
            KeySchema,
            BillingMode,
          }),
        );
      }
    }
    const outputs = (template as { readonly Outputs?: StackOutputs }).Outputs ?? {};
    this.#outputs[stack] = Object.fromEntries(
      Object.entries(outputs).map(([name, { Value: value }]) => [name, this.#known(value)]),
    );
    for (const { Value: value, Export: exported } of Object.values(outputs)) {
      const known = this.#known(value);
      if (exported !== undefined && known !== '') this.#names[exported.Name] = known;
    }
    const glue = new GlueClient({
      region: FAKE_AWS.AWS_REGION,
      credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
      endpoint: standIns.aws,
    });
    await createTables(glue, tablesOfTemplate(template, this.#names));
  }
  /** Returns a value of a template, empty if it refers to something that is not deployed here, as the HTTP API. */
  #known(value: unknown): string {
    try {
      return String(resolved(value, this.#names));
    } catch {
      return '';
    }
  }
}
