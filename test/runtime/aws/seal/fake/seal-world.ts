/**
 * The seal's whole surroundings in memory, at one moment, and what can be seen of it: readers' rows, objects, the books. A
 * world can be copied, so that many runs start from one. At each deletion it checks that nothing goes before it is counted.
 */
import { AthenaClient } from '@aws-sdk/client-athena';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { GlueClient } from '@aws-sdk/client-glue';
import type { S3Client } from '@aws-sdk/client-s3';
import { parseConfig } from '#core/config/parse-config';
import { grainColumns } from '#core/facts/columns';
import type { Fact } from '#core/facts/fact';
import type { SqlLoader } from '#core/ports/query-engine';
import { Zone } from '#core/time/zone';
import { FACTS } from '#queries/facts/catalogue';
import { SCRATCH } from '#queries/seal/scratch';
import { Athena } from '#runtime/aws/athena/athena';
import { Catalogue } from '#runtime/aws/lake/catalogue';
import { Objects } from '#runtime/aws/lake/objects';
import type { Asked } from '#runtime/aws/seal/seal-context';
import { tick, type SealAnswer, type TickPorts } from '#runtime/aws/seal/tick';
import { RunRecord } from '#runtime/aws/steps/run-record';
import { loadSql } from '#runtime/node/package-root';
import { tablesOfSchema } from '../../../../standins/schema-tables.ts';
import { Calls } from './calls.ts';
import { FakeAthena } from './fake-athena.ts';
import { FakeDynamoDb } from './fake-dynamodb.ts';
import { FakeGlue } from './fake-glue.ts';
import { FakeS3 } from './fake-s3.ts';
import { DATABASE, type LakeEngine } from './lake-engine.ts';

export interface WorldOptions {
  readonly engine: LakeEngine;
  readonly config: object;
  /** @default all */
  readonly declared?: readonly Fact[];
  readonly now: string;
  readonly from?: SealWorld;
}

const zones = new Map<string, Zone>();
function zoneOf(name: string): Zone {
  const zone = zones.get(name) ?? new Zone(name);
  zones.set(name, zone);
  return zone;
}

export type Cells = readonly (readonly [string, Readonly<Record<string, number>>])[];

export class SealWorld {
  readonly calls = new Calls();
  readonly s3: FakeS3;
  readonly glue: FakeGlue;
  readonly dynamo: FakeDynamoDb;
  readonly athena: FakeAthena;
  /** Rows that were ever written below arrivals/, by object. */
  readonly arrived: Map<string, number>;
  /** Rows that a run said it gave up. */
  abandoned = 0;
  now: number;
  /** Looks at the time left before it is up; undefined: for ever. */
  looks: number | undefined;
  config: object;
  loadSql: SqlLoader = loadSql;
  /** What was said in the log. */
  readonly said: { readonly warning?: string; readonly code?: string; readonly count?: number }[] = [];
  readonly #options: WorldOptions;

  constructor(options: WorldOptions) {
    const { from } = options;
    this.#options = options;
    this.config = options.config;
    this.now = from?.now ?? Date.parse(options.now);
    this.s3 = new FakeS3(() => this.now, (paths) => this.#checkDeletion(paths), from?.s3.objects);
    this.glue = new FakeGlue(from?.glue ?? tablesOfSchema({ database: DATABASE, arrivalsBucket: 'arrivals', factsBucket: 'facts' }), () => this.now);
    this.dynamo = new FakeDynamoDb(from?.dynamo.items);
    this.athena = new FakeAthena(options.engine, this);
    this.arrived = new Map(from?.arrived);
  }

  copy(): SealWorld {
    const copy = new SealWorld({ ...this.#options, from: this });
    copy.abandoned = this.abandoned;
    return copy;
  }

  arrive(file: string, body: Uint8Array, rows: number): void {
    this.s3.put('arrivals', `arrivals/${file}`, body);
    this.arrived.set(`arrivals/arrivals/${file}`, rows);
  }

  later(minutes: number): void {
    this.now += minutes * 60_000;
  }

  async tick(asked: Asked): Promise<SealAnswer> {
    this.calls.revive();
    const answer = await tick(this.ports(), asked);
    this.abandoned += answer.abandoned;
    return answer;
  }

  /** What a function is given. */
  ports(): TickPorts {
    const { calls } = this;
    const client = calls.client<DynamoDBClient>(this.dynamo.operations);
    const s3 = calls.client<S3Client>(this.s3.operations);
    const config = parseConfig(JSON.stringify(this.config));
    return {
      config, zone: zoneOf(config.timeZone), declared: this.#options.declared ?? FACTS, scratch: SCRATCH, loadSql: this.loadSql, databases: { store: `${DATABASE}_store`, scratch: `${DATABASE}_scratch` },
      arrivals: new Objects(s3, 'arrivals'), facts: new Objects(s3, 'facts'), catalogue: new Catalogue(calls.client<GlueClient>(this.glue.operations)),
      record: new RunRecord({ client, table: 'state' }), lease: { client, table: 'state', owner: `invocation-${calls.count}` },
      athena: new Athena({ client: calls.client<AthenaClient>(this.athena.operations), workGroup: 'pipeline' }),
      left: () => (this.looks === undefined || (this.looks -= 1) >= 0 ? 900_000 : 0), sleep: async () => undefined, now: () => this.now,
      log: { warn: (line) => { this.said.push(line); }, info: (line) => { this.said.push(line); } },
    };
  }

  async query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return await this.#options.engine.rows(this, { sql, parameters: [], database: DATABASE });
  }

  /** Every cell that readers see, keyed as the oracle keys them, sorted. */
  async facts(): Promise<Record<string, Cells>> {
    const found: Record<string, Cells> = {};
    const tables = [...(this.#options.declared ?? FACTS).map((fact) => ({ name: fact.name, grain: grainColumns(fact), measures: fact.measures.map((measure) => measure.name) })), { name: 'completeness', grain: ['site', 'day', 'outcome', 'reason'], measures: ['items'] }];
    for (const { name, grain, measures } of tables) {
      const rows = await this.query(`select * from ${name}`);
      found[name] = rows.map((row) => [grain.map((column) => String(row[column])).join('|'), Object.fromEntries(measures.map((measure) => [measure, Number(row[measure])]))] as const).toSorted(([a], [b]) => (a < b ? -1 : 1));
    }
    return found;
  }

  seals(): readonly Readonly<Record<string, unknown>>[] {
    const object = this.s3.objects.get('facts/seals/seals.jsonl');
    return object === undefined ? [] : new TextDecoder().decode(object.body).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** Paths of objects, and of the record; runs have random names. */
  left(): { readonly objects: readonly string[]; readonly record: readonly string[] } {
    const plain = (text: string) => text.replaceAll(/seal-[0-9a-f]{16}/g, 'RUN');
    return { objects: [...this.s3.objects.keys()].map(plain).toSorted(), record: [...this.dynamo.items].map(([key, item]) => plain(`${key} ${item['value']?.S ?? ''}`)).toSorted() };
  }

  /** Rows still in arrivals and items that are counted, against all that ever arrived. */
  async books(without: readonly string[] = []): Promise<{ readonly waiting: number; readonly counted: number; readonly arrived: number }> {
    const there = [...this.arrived].filter(([path]) => this.s3.objects.has(path) && !without.includes(path));
    const [{ items } = {}] = await this.query('select cast(coalesce(sum(items), 0) as bigint) as items from completeness');
    const later = [...this.dynamo.items].filter(([key]) => key.startsWith('late|')).map(([key, item]) => ({ key, items: Number(item['value']?.S) }));
    const sealed = new Set(this.seals().map((row) => `${String(row['period'])}#${String(row['site'])}`));
    const waits = later.filter(({ key }) => !sealed.has(key.slice('late|'.length).split('#').slice(0, 2).join('#')));
    const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
    return { waiting: total(there.map(([, rows]) => rows)), counted: Number(items) + total(waits.map((one) => one.items)), arrived: total([...this.arrived.values()]) };
  }

  /** Rows in no count that this world says may be given up. */
  mayBeAbandoned = 0;

  async #checkDeletion(paths: readonly string[]): Promise<void> {
    for (const locations of this.glue.partitions.values()) {
      for (const location of locations.values()) {
        const shown = paths.find((path) => `s3://${path}`.startsWith(location));
        if (shown !== undefined) throw new Error(`deleted while readers are shown it: ${shown}`);
      }
    }
    for (const [location, at] of this.glue.replaced) {
      if (this.now - at < 3_600_000 && paths.some((path) => `s3://${path}`.startsWith(location))) throw new Error(`deleted while a reader may still be at it: ${location}`);
    }
    if (!paths.some((path) => path.startsWith('arrivals/arrivals/'))) return;
    const { waiting, counted, arrived } = await this.books(paths);
    if (waiting + counted < arrived - this.mayBeAbandoned) throw new Error(`deleted before it was counted: ${waiting} rows left and ${counted} counted of ${arrived}`);
  }
}
