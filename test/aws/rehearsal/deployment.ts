/**
 * The app deployed onto what stands in AWS's place, from its synthesized templates: buckets, tables, Glue, and each
 * function's own asset with the environment that its template gives it. It may not deploy what the templates do not say.
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
/** Milliseconds of an invocation. */
const TIMEOUT = 900_000;

interface Resource { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }

export class Deployment {
  readonly folder = mkdtempSync(join(tmpdir(), 'headcount-rehearsal-'));
  readonly #clock = join(this.folder, 'clock');
  readonly #standIns: StandIns;
  readonly #names: Record<string, string> = { 'AWS::AccountId': '123456789012', 'AWS::Region': FAKE_AWS.AWS_REGION, 'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com' };
  readonly #resources = new Map<string, Resource>();
  readonly #running: LambdaFunction[] = [];
  readonly s3: S3Client;
  readonly dynamo: DynamoDBClient;

  private constructor(standIns: StandIns) {
    this.#standIns = standIns;
    const sdk = { region: FAKE_AWS.AWS_REGION, credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };
    this.s3 = new S3Client({ ...sdk, endpoint: standIns.aws, forcePathStyle: true });
    this.dynamo = new DynamoDBClient({ ...sdk, endpoint: String(standIns.dynamodb) });
  }

  /** Synthesizes the built app for a configuration and makes what its templates declare. */
  static async make(standIns: StandIns, config: object): Promise<Deployment> {
    const it = new Deployment(standIns);
    writeFileSync(join(it.folder, 'headcount.json'), JSON.stringify(config));
    const ran = spawnSync(process.execPath, [join(ROOT, 'dist/bin/app.js')], { cwd: it.folder, env: { ...process.env, CDK_OUTDIR: join(it.folder, 'out') }, encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`the app does not synthesize: ${ran.stderr}`);
    const stage = (config as { readonly aws: { readonly stage: string } }).aws.stage;
    for (const part of PARTS) await it.#deploy(JSON.parse(readFileSync(join(it.folder, 'out', `Headcount-${stage}-${part}.template.json`), 'utf8')) as Template, standIns);
    return it;
  }

  /** Name of the first resource of a type whose logical id begins so: a bucket, a table. */
  name(type: string, prefix: string): string {
    const id = [...this.#resources].find(([logical, one]) => one.Type === type && logical.startsWith(prefix))?.[0];
    if (id === undefined || this.#names[id] === undefined) throw new Error(`no ${type} ${prefix} in the templates`);
    return this.#names[id];
  }

  setClock(instant: number): void {
    writeFileSync(this.#clock, String(instant));
  }

  /** Starts a function under AWS's runtime client; `described` is a part of its description. */
  async start(described: string, endpoints: Readonly<Record<string, string>> = {}): Promise<LambdaFunction> {
    const found = [...this.#resources.values()].find((one) => one.Type === 'AWS::Lambda::Function' && String(one.Properties?.['Description']).includes(described));
    if (found === undefined) throw new Error(`no function that ${described}`);
    const { Variables } = resolved(found.Properties?.['Environment'], this.#names) as { readonly Variables: Readonly<Record<string, string>> };
    const started = await new LambdaFunction({
      root: join(this.folder, 'out', `asset.${String((found.Properties?.['Code'] as { readonly S3Key?: string } | undefined)?.S3Key).replace(/\.zip$/, '')}`), timeout: TIMEOUT,
      env: { ...Variables, ...this.#standIns.env, ...endpoints, HEADCOUNT_TEST_CLOCK: this.#clock, NODE_OPTIONS: `--import ${CLOCK}` },
    }).start();
    this.#running.push(started);
    return started;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.map((one) => one.stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #deploy(template: Template, standIns: StandIns): Promise<void> {
    for (const [id, one] of Object.entries(template.Resources ?? {}) as [string, Resource][]) {
      this.#resources.set(id, one);
      this.#names[id] ??= `${id.toLowerCase().replaceAll(/[^a-z0-9]/g, '').slice(0, 55)}`;
      if (one.Type === 'AWS::SQS::Queue') this.#names[id] = `${standIns.aws}/123456789012/${id}`;
      if (one.Type === 'AWS::S3::Bucket') await this.s3.send(new CreateBucketCommand({ Bucket: String(this.#names[id]), CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } }));
      if (one.Type === 'AWS::DynamoDB::Table') {
        const { AttributeDefinitions, KeySchema, BillingMode } = one.Properties as unknown as CreateTableCommandInput;
        await this.dynamo.send(new CreateTableCommand({ TableName: String(this.#names[id]), AttributeDefinitions, KeySchema, BillingMode }));
      }
    }
    const outputs = (template as { readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: string } }>> }).Outputs ?? {};
    for (const output of Object.values(outputs)) {
      const value = output.Value as { readonly Ref?: string };
      if (output.Export !== undefined && value.Ref !== undefined) this.#names[output.Export.Name] = String(this.#names[value.Ref]);
    }
    const glue = new GlueClient({ region: FAKE_AWS.AWS_REGION, credentials: { accessKeyId: 'x', secretAccessKey: 'x' }, endpoint: standIns.aws });
    await createTables(glue, tablesOfTemplate(template, this.#names));
  }
}
