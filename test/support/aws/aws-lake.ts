/** A lake on the fakes, filled from a local one: the same facts and seals, and the function that releases and settles over it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileConfig } from '#core/config/compile';
import type { Config } from '#core/config/schema';
import type { RandomBits } from '#core/disclosure/random-bits';
import { SEALS } from '#core/facts/lake-columns';
import { storeTables } from '#core/facts/store-tables';
import type { SqlLoader } from '#core/ports/query-engine';
import { FACTS } from '#queries/facts/catalogue';
import { Athena } from '#runtime/aws/athena/athena';
import { AthenaEngine } from '#runtime/aws/athena/athena-engine';
import { Catalogue } from '#runtime/aws/lake/catalogue';
import { Objects } from '#runtime/aws/lake/objects';
import { SEALS_KEY } from '#runtime/aws/lake/seals';
import type { ReleaseAnswer, ReleaseEvent } from '#runtime/aws/release/release-event';
import { runRelease, type ReleaseFunction } from '#runtime/aws/release/run-release';
import { RunRecord } from '#runtime/aws/steps/run-record';
import type { DataDir } from '#runtime/local/data-dir';
import { openSeals } from '#runtime/local/lake/open-lake';
import { loadSql } from '#runtime/node/package-root';
import { DATABASES, DuckDbAthena, SCRATCH_TABLES } from './duckdb-athena.ts';
import { FakeDynamo } from './fake-dynamo.ts';
import { FakeGlue } from './fake-glue.ts';
import { FakeS3 } from './fake-s3.ts';
import { Faults } from './faults.ts';

export const BUCKETS = { arrivals: 'arrivals-test', facts: 'facts-test' } as const;

export interface Asked {
  readonly bits?: () => RandomBits;
  readonly loadSql?: SqlLoader;
  readonly now?: number;
  /** Milliseconds left, asked before each step. */
  readonly left?: () => number;
}

export class AwsLake {
  readonly faults = new Faults();
  readonly s3: FakeS3;
  readonly glue: FakeGlue;
  readonly dynamo: FakeDynamo;
  readonly athena: DuckDbAthena;
  readonly config: Config;
  /** What the function said in its log. */
  readonly warnings: object[] = [];
  #ids = 0;

  private constructor(config: Config, s3: FakeS3, glue: FakeGlue, athena: DuckDbAthena, faults: Faults) {
    [this.config, this.s3, this.glue, this.athena, this.faults] = [config, s3, glue, athena, faults];
    this.dynamo = new FakeDynamo(faults);
  }

  /** The facts and seals of a local lake, released or not, in the fakes. */
  static async of(data: DataDir, config: Config): Promise<AwsLake> {
    const faults = new Faults();
    const s3 = new FakeS3(mkdtempSync(join(tmpdir(), 'headcount-aws-')), faults);
    const glue = new FakeGlue(faults);
    const athena = await DuckDbAthena.open(s3, glue, faults);
    const lake = new AwsLake(config, s3, glue, athena, faults);
    for (const table of storeTables(FACTS)) glue.declare(DATABASES.store, table.name, `s3://${BUCKETS.facts}/${table.prefix}/`);
    for (const table of SCRATCH_TABLES) glue.declare(DATABASES.scratch, table.name, `s3://${BUCKETS.arrivals}/scratch/${table.name}/`);
    for (const [name, folder] of [...FACTS.map((fact) => [fact.name, join(data.facts, fact.name)] as const), ['completeness', data.completeness] as const]) {
      const prefix = name === 'completeness' ? name : `facts/${name}`;
      for (const place of readdirSync(folder)) {
        const period = place.slice('period='.length);
        for (const file of readdirSync(join(folder, place))) s3.put(BUCKETS.facts, `${prefix}/${place}/first/0/${file}`, readFileSync(join(folder, place, file)));
        glue.pointersOf(DATABASES.store, name).set(period, `s3://${BUCKETS.facts}/${prefix}/${place}/first/0/`);
      }
    }
    const db = await openSeals(data);
    const rows = await db.rows(`select ${SEALS.map((column) => column.name).join(', ')} from seals order by period, site`);
    db.close();
    s3.put(BUCKETS.facts, SEALS_KEY, rows.map((row) => `${JSON.stringify({ ...row, breakdowns: true })}\n`).join(''));
    return lake;
  }

  /** The release function as it is put together in lambdas/, on the fakes. */
  release(event: ReleaseEvent, asked: Asked = {}): Promise<ReleaseAnswer> {
    return runRelease(this.function(asked), event);
  }

  function({ bits, loadSql: sql, now = Date.parse('2026-04-20T03:00:00Z'), left = () => 900_000 }: Asked = {}): ReleaseFunction {
    const athena = new Athena({ client: this.athena.client, workGroup: 'pipeline' });
    const sleep = async () => undefined;
    return {
      config: compileConfig(this.config), loadSql: sql ?? loadSql, athena, engine: new AthenaEngine({ athena, database: DATABASES.views, sleep }), declared: FACTS,
      bits: bits ?? (() => { throw new Error('nothing should be drawn'); }),
      facts: new Objects(this.s3.client, BUCKETS.facts), arrivals: new Objects(this.s3.client, BUCKETS.arrivals), catalogue: new Catalogue(this.glue.client),
      record: new RunRecord({ client: this.dynamo.client, table: 'state' }), databases: { store: DATABASES.store, scratch: DATABASES.scratch },
      lease: { client: this.dynamo.client, table: 'state', owner: 'one' }, left, sleep, now, newId: () => `run${String(this.#ids += 1)}`, warn: (line) => { this.warnings.push(line); },
    };
  }

  /** Every row that readers see, sorted. */
  async seen(): Promise<Record<string, readonly Record<string, unknown>[]>> {
    const seen: Record<string, readonly Record<string, unknown>[]> = {};
    for (const name of [...FACTS.map((fact) => fact.name), 'completeness']) seen[name] = await this.athena.seen(`select * from ${name} order by all`);
    return seen;
  }

  dispose(): void {
    this.athena.close();
    rmSync(this.s3.root, { recursive: true, force: true });
  }
}
