/**
 * Runs both engines over the same files: DuckDB reads them in place, Trino through Glue's tables from S3. A relation is
 * pointed at a file in both; a text then runs on both. It may not change a text, except for parameters.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreatePartitionCommand,
  GlueClient,
  UpdateTableCommand,
  type TableInput,
} from '@aws-sdk/client-glue';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { DUCKDB_TYPE, formatDuckdbColumns } from '#core/event/column-types';
import type { ColumnType } from '#core/event/fields';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { FAKE_AWS } from '../standins/start.ts';
import { createTables, type GlueTables, type Template } from '../standins/glue-tables.ts';
import { trinoQuery } from '../standins/trino-query.ts';
import { DATABASES, lakeTables } from './lake-tables.ts';

export interface Column {
  readonly name: string;
  readonly type: string;
}
export interface Result {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly unknown[])[];
}
export interface Both {
  readonly duckdb: Result;
  readonly trino: Result;
}
export type Database = 'views' | 'store' | 'scratch';
/** Addresses of the stand-ins, and the synthesized template of the lake as JSON, empty if there is none. */
export interface Places {
  readonly aws: string;
  readonly trino: string;
  readonly lake: string;
}
type Columns = readonly { readonly name: string; readonly type: ColumnType }[];

const SDK = { region: FAKE_AWS.AWS_REGION, credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };
const BUCKETS = { arrivals: 'arrivals', facts: 'facts' } as const;

export class Engines {
  readonly folder: string;
  readonly duckdb: DuckDb;
  readonly #trino: string;
  readonly #glue: GlueClient;
  readonly #s3: S3Client;
  readonly #buckets: Readonly<Record<keyof typeof BUCKETS, string>>;
  readonly #tables: GlueTables;
  #written = 0;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(duckdb: DuckDb, { aws, trino, lake }: Places, folder: string) {
    this.folder = folder;
    this.duckdb = duckdb;
    this.#trino = trino;
    this.#glue = new GlueClient({ ...SDK, endpoint: aws });
    this.#s3 = new S3Client({ ...SDK, endpoint: aws, forcePathStyle: true });
    const id = randomBytes(4).toString('hex');
    this.#buckets = { arrivals: `arrivals-${id}`, facts: `facts-${id}` };
    this.#tables = lakeTables(JSON.parse(lake) as Template, this.#buckets);
  }

  /**
   * Opens both engines with buckets of their own but the stack's databases, created anew: only one instance at a time.
   */
  static async open(places: Places, duckdb?: DuckDb): Promise<Engines> {
    const folder = mkdtempSync(join(tmpdir(), 'headcount-conformance-'));
    const engines = new Engines(
      duckdb ?? (await openDuckDb({ memoryLimit: '2GB', threads: 2, scratch: join(folder, 'spill') })),
      places,
      folder,
    );
    for (const Bucket of Object.values(engines.#buckets))
      await engines.#s3.send(
        new CreateBucketCommand({
          Bucket,
          CreateBucketConfiguration: { LocationConstraint: FAKE_AWS.AWS_REGION },
        }),
      );
    await createTables(engines.#glue, engines.#tables);
    return engines;
  }

  close(): void {
    this.duckdb.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Runs a text on both, with parameters bound as each engine binds them. Several may run at a time: DuckDB runs them
   * in turn.
   */
  async both(sql: string, database: Database, parameters: readonly string[] = []): Promise<Both> {
    const mine = this.#turn.then(() => this.#onDuckDb(sql, parameters));
    this.#turn = mine.catch(() => undefined);
    const [duckdb, trino] = await Promise.all([mine, this.trino(sql, database, parameters)]);
    return { duckdb, trino };
  }

  async #onDuckDb(sql: string, parameters: readonly string[]): Promise<Result> {
    await this.duckdb.run(
      `create or replace temp table typed as select * from (${sql}) t limit 0`,
      parameters,
    );
    const types = await this.duckdb.rows(
      "select column_name, data_type from duckdb_columns() where table_name = 'typed' order by column_index",
    );
    const columns = types.map((row): Column => ({
      name: String(row['column_name']),
      type: glueType(String(row['data_type'])),
    }));
    const rows = await this.duckdb.rows(sql, parameters);
    return { columns, rows: rows.map((row) => columns.map(({ name }) => row[name])) };
  }

  async trino(sql: string, database: Database, parameters: readonly string[] = []): Promise<Result> {
    const answer = await trinoQuery(this.#trino, sql, {
      schema: DATABASES[database],
      parameters: parameters.map(literal),
    });
    return {
      columns: answer.columns.map(({ name, type }) => ({ name, type: glueType(type) })),
      rows: answer.rows,
    };
  }

  /**
   * Tables that a text reads on Trino, each with the values that its columns are restricted to; `undefined` for an
   * unrestricted column.
   */
  async reads(
    sql: string,
    database: Database,
    parameters: readonly string[],
  ): Promise<
    readonly { readonly table: string; readonly values: (column: string) => readonly string[] | undefined }[]
  > {
    const [[plan]] = (
      await this.trino(`explain (type io, format json) ${withLiterals(sql, parameters)}`, database)
    ).rows as [[string]];
    return (JSON.parse(plan) as Plan).inputTableColumnInfos.map(({ table, constraint }) => ({
      table: table.schemaTable.table,
      values: (column) => {
        if (constraint.none) return [];
        const ranges = constraint.columnConstraints.find((one) => one.columnName === column)?.domain.ranges;
        return ranges?.map(({ low, high }) =>
          low.value === high.value ? String(low.value) : `${low.value ?? ''} to ${high.value ?? ''}`,
        );
      },
    }));
  }

  /** Returns a fresh path for a file. */
  file(name: string): string {
    this.#written += 1;
    return join(this.folder, `${this.#written}-${name}`);
  }

  /** Points a relation of both at a Parquet file, as the seal points its scratch tables. */
  async point(table: string, parquet: string): Promise<void> {
    await this.duckdb.run(
      `drop table if exists ${table}; create or replace view ${table} as select * from read_parquet('${parquet}')`,
    );
    await this.#pointGlue(table, readFileSync(parquet), 'part.parquet');
  }

  /** Points a relation at rows, JSON lines in S3. */
  async rows(table: string, columns: Columns, rows: readonly object[]): Promise<void> {
    const lines = this.file(`${table}.jsonl`);
    writeFileSync(lines, rows.map((row) => JSON.stringify(row)).join('\n'));
    const typed = columns.map(({ name, type }) => `${name}: '${DUCKDB_TYPE[type]}'`).join(', ');
    await this.duckdb.run(`drop view if exists ${table}`).catch(() => undefined);
    await this.duckdb.run(`create or replace table ${table} (${formatDuckdbColumns(columns)})`);
    if (rows.length > 0)
      await this.duckdb.run(
        `insert into ${table} by name select * from read_json($1, format = 'newline_delimited', columns = {${typed}})`,
        [lines],
      );
    await this.#pointGlue(table, readFileSync(lines), 'rows.jsonl');
  }

  async put(bucket: keyof typeof BUCKETS, key: string, body: Buffer | string): Promise<void> {
    await this.#s3.send(new PutObjectCommand({ Bucket: this.#buckets[bucket], Key: key, Body: body }));
  }

  /** Registers a partition of a table of the store at the place of its files. */
  async partition(table: string, period: string, prefix: string): Promise<void> {
    const declared = this.#tables.tables.find(
      (one) => one.database === DATABASES.store && one.input.Name === table,
    )?.input;
    await this.#glue.send(
      new CreatePartitionCommand({
        DatabaseName: DATABASES.store,
        TableName: table,
        PartitionInput: {
          Values: [period],
          StorageDescriptor: {
            ...declared?.StorageDescriptor,
            Location: `s3://${this.#buckets.facts}/${prefix}/`,
          },
        },
      }),
    );
  }

  /** Returns Trino's result of a text, written as UNLOAD would write it and fetched: a pattern of the files. */
  async unload(sql: string, database: Database): Promise<string> {
    const id = `t${randomBytes(6).toString('hex')}`;
    await trinoQuery(this.#trino, 'create schema if not exists unload.u');
    await trinoQuery(
      this.#trino,
      `create table unload.u.${id} with (format = 'PARQUET', external_location = 's3://${this.#buckets.arrivals}/unload/${id}/') as ${sql}`,
      { schema: DATABASES[database] },
    );
    await trinoQuery(this.#trino, `drop table unload.u.${id}`);
    const listed = await this.#s3.send(
      new ListObjectsV2Command({ Bucket: this.#buckets.arrivals, Prefix: `unload/${id}/` }),
    );
    const folder = this.file('unloaded');
    mkdirSync(folder);
    for (const [index, { Key }] of (listed.Contents ?? []).entries()) {
      const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket: this.#buckets.arrivals, Key }));
      writeFileSync(join(folder, `${index}.parquet`), (await Body?.transformToByteArray()) ?? '');
    }
    return join(folder, '*.parquet');
  }

  async #pointGlue(table: string, body: Buffer, name: string): Promise<void> {
    const declared = this.#tables.tables.find(
      (one) => one.database === DATABASES.scratch && one.input.Name === table,
    )?.input;
    if (declared === undefined) return;
    const prefix = `scratch/${randomBytes(6).toString('hex')}/${table}`;
    await this.put('arrivals', `${prefix}/${name}`, body);
    const input: TableInput = {
      ...declared,
      StorageDescriptor: {
        ...declared.StorageDescriptor,
        Location: `s3://${this.#buckets.arrivals}/${prefix}/`,
      },
    };
    await this.#glue.send(new UpdateTableCommand({ DatabaseName: DATABASES.scratch, TableInput: input }));
  }
}

interface Plan {
  readonly inputTableColumnInfos: readonly {
    readonly table: { readonly schemaTable: { readonly table: string } };
    readonly constraint: {
      readonly none: boolean;
      readonly columnConstraints: readonly {
        readonly columnName: string;
        readonly domain: { readonly ranges: readonly { readonly low: Bound; readonly high: Bound }[] };
      }[];
    };
  }[];
}
interface Bound {
  readonly value?: string;
}

const literal = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** For `explain`, which cannot bind parameters. */
function withLiterals(sql: string, parameters: readonly string[]): string {
  const left = [...parameters];
  return sql.replaceAll(/--[^\n]*/g, '').replaceAll('?', () => literal(left.shift() ?? ''));
}

/** Translates both engines' names of types to Glue's. */
function glueType(type: string): string {
  const name = type.toLowerCase().replace(/^varchar\(\d+\)$/, 'varchar');
  const names: Readonly<Record<string, string>> = {
    varchar: 'string',
    integer: 'int',
    'map(varchar, varchar)': 'map<string,string>',
  };
  return names[name] ?? name;
}
