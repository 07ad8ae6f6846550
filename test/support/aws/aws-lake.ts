/**
 * A lake on the fakes, filled from a local one: the same facts and seals, and the function that releases and settles
 * over it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileConfig } from '#core/config/compile';
import type { Config } from '#core/config/schema';
import type { RandomBits } from '#core/disclosure/random-bits';
import { SEALS } from '#core/facts/lake-columns';
import type { SqlLoader, SqlRow } from '#core/ports/query-engine';
import { FACTS } from '#queries/facts/catalogue';
import { AthenaEngine } from '#runtime/aws/athena/athena-engine';
import { SEALS_KEY } from '#runtime/aws/lake/seals';
import type { ReleaseAnswer, ReleaseEvent } from '#runtime/aws/release/release-event';
import { runRelease, type ReleaseFunction } from '#runtime/aws/release/run-release';
import type { DataDir } from '#runtime/local/data-dir';
import { openSeals } from '#runtime/local/lake/open-lake';
import { loadSql } from '#runtime/node/package-root';
import { FakeAws } from './fake-aws.ts';
import type { LakeEngine } from './lake-engine.ts';
import { BUCKETS, DATABASES } from './relations.ts';

export interface Asked {
  readonly bits?: () => RandomBits;
  readonly loadSql?: SqlLoader;
  readonly now?: number;
  /** Milliseconds left, read before each step. */
  readonly left?: () => number;
}

const NOW = Date.parse('2026-04-20T03:00:00Z');

export class AwsLake extends FakeAws {
  readonly config: Config;
  /** The log of the function. */
  readonly warnings: object[] = [];
  #ids = 0;

  private constructor(engine: LakeEngine, config: Config, from?: AwsLake) {
    super(engine, NOW, from);
    this.config = config;
  }

  copy(): AwsLake {
    return new AwsLake(this.engine, this.config, this);
  }

  /** Copies the facts and seals of a local lake, released or not, into the fakes. */
  static async of(engine: LakeEngine, data: DataDir, config: Config): Promise<AwsLake> {
    const lake = new AwsLake(engine, config);
    for (const [name, folder, prefix] of [
      ...FACTS.map(({ name }) => [name, join(data.facts, name), `facts/${name}`] as const),
      ['completeness', data.completeness, 'completeness'] as const,
    ]) {
      for (const place of readdirSync(folder)) {
        lake.s3.putFolder(BUCKETS.facts, `${prefix}/${place}/first/0/`, join(folder, place));
        lake.glue
          .pointersOf(DATABASES.store, name)
          .set(place.slice('period='.length), `s3://${BUCKETS.facts}/${prefix}/${place}/first/0/`);
      }
    }
    const db = await openSeals(data);
    const rows = await db.rows(
      `select ${SEALS.map((column) => column.name).join(', ')} from seals order by period, site`,
    );
    db.close();
    lake.s3.put(
      BUCKETS.facts,
      SEALS_KEY,
      rows.map((row) => `${JSON.stringify({ ...row, breakdowns: true })}\n`).join(''),
    );
    const names = join(data.seals, 'vocabularies');
    for (const name of existsSync(names) ? readdirSync(names) : [])
      lake.s3.put(BUCKETS.facts, `vocabularies/${name}`, readFileSync(join(names, name), 'utf8'));
    return lake;
  }

  /** The release function as lambdas/ assembles it, on the fakes. */
  release(event: ReleaseEvent, asked: Asked = {}): Promise<ReleaseAnswer> {
    return runRelease(this.function(asked), event);
  }

  function({ bits, loadSql: sql = loadSql, now = NOW, left = () => 900_000 }: Asked = {}): ReleaseFunction {
    this.now = now;
    const parts = this.parts('one');
    return {
      ...parts,
      config: compileConfig(this.config),
      loadSql: sql,
      engine: new AthenaEngine({ athena: parts.athena, database: DATABASES.views, sleep: parts.sleep }),
      declared: FACTS,
      bits:
        bits ??
        (() => {
          throw new Error('nothing should be drawn');
        }),
      remainingMs: left,
      now,
      newId: () => `run${String((this.#ids += 1))}`,
      warn: (line) => {
        this.warnings.push(line);
      },
    };
  }

  /** Every row that readers see, sorted. */
  async seen(): Promise<Record<string, readonly SqlRow[]>> {
    const seen: Record<string, readonly SqlRow[]> = {};
    for (const name of [...FACTS.map((fact) => fact.name), 'completeness'])
      seen[name] = await this.query(`select * from ${name} order by all`);
    return seen;
  }
}
