/**
 * Athena over DuckDB: the same SQL on the files that the pointers of Glue's fake name. Tokens, states and pages as Athena's;
 * UNLOAD is a COPY. It may not take what Athena refuses.
 */
import { mkdirSync } from 'node:fs';
import type { AthenaClient } from '@aws-sdk/client-athena';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { storeTables, type StoreColumn } from '#core/facts/store-tables';
import { factColumns } from '#core/facts/columns';
import { COMPLETENESS } from '#core/facts/lake-columns';
import { FACTS } from '#queries/facts/catalogue';
import { lakeViews } from '#queries/lake/views';
import { SCRATCH, SETTLE_SCRATCH } from '#queries/seal/scratch';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { beyondAthena } from '../../standins/beyond-athena.ts';
import type { FakeGlue } from './fake-glue.ts';
import type { FakeS3 } from './fake-s3.ts';
import { awsError, type Faults } from './faults.ts';

export const DATABASES = { views: 'headcount_test', store: 'headcount_test_store', scratch: 'headcount_test_scratch' } as const;

interface Input { readonly QueryString: string; readonly ClientRequestToken: string; readonly QueryExecutionContext: { readonly Database: string }; readonly ExecutionParameters?: readonly string[]; readonly QueryExecutionId: string; readonly NextToken?: string; readonly MaxResults?: number }
interface Run { readonly input: Input; looks: number; rows?: readonly (readonly (string | null)[])[]; columns?: readonly { readonly Name: string; readonly Type: string }[]; failed?: string }

const UNLOAD = /^\s*unload\s*\(([\s\S]*)\)\s*to\s*'([^']*)'\s*with\s*\(([\s\S]*)\)\s*$/i;

export class DuckDbAthena {
  readonly client: AthenaClient;
  /** Texts that were started, in order. */
  readonly started: string[] = [];
  readonly #s3: FakeS3;
  readonly #glue: FakeGlue;
  readonly #db: DuckDb;
  readonly #runs = new Map<string, Run>();
  /** As they were made last. */
  readonly #views = new Map<string, string>();

  private constructor(s3: FakeS3, glue: FakeGlue, db: DuckDb, faults: Faults) {
    [this.#s3, this.#glue, this.#db] = [s3, glue, db];
    const send = (command: { readonly constructor: { readonly name: string }; readonly input: Input }) => faults.call(command.constructor.name, () => this.#answer(command.constructor.name, command.input));
    this.client = { send } as unknown as AthenaClient;
  }

  static async open(s3: FakeS3, glue: FakeGlue, faults: Faults): Promise<DuckDbAthena> {
    const db = await openDuckDb({ memoryLimit: '512MB', threads: 1, scratch: `${s3.root}/spill` });
    for (const schema of Object.values(DATABASES)) await db.run(`create schema ${schema}`);
    return new DuckDbAthena(s3, glue, db, faults);
  }

  close(): void {
    this.#db.close();
  }

  /** Rows of a query as a reader of `database` sees them. */
  async seen(sql: string, database: string = DATABASES.views): Promise<readonly Record<string, unknown>[]> {
    await this.#relations(sql);
    await this.#db.run(`set search_path = '${database},main'`);
    return await this.#db.rows(sql);
  }

  async #answer(name: string, input: Input): Promise<object> {
    const run = this.#runs.get(input.QueryExecutionId ?? input.ClientRequestToken);
    switch (name) {
      case 'StartQueryExecutionCommand':
        if (run === undefined) {
          this.started.push(input.QueryString);
          const next: Run = { input, looks: 0 };
          this.#runs.set(input.ClientRequestToken, next);
          await this.#execute(next);
        } else if (run.input.QueryString !== input.QueryString) throw awsError('InvalidRequestException');
        return { QueryExecutionId: input.ClientRequestToken };
      case 'GetQueryExecutionCommand':
        if (run === undefined) throw awsError('InvalidRequestException');
        run.looks += 1;
        return { QueryExecution: { Status: run.looks === 1 ? { State: 'RUNNING' } : run.failed === undefined ? { State: 'SUCCEEDED' } : { State: 'FAILED', StateChangeReason: run.failed, AthenaError: { Retryable: false } } } };
      case 'GetQueryResultsCommand': {
        const from = Number(input.NextToken ?? 0);
        const all = [(run?.columns ?? []).map((column) => column.Name), ...run?.rows ?? []];
        const end = from + (input.MaxResults ?? 1000);
        return { ResultSet: { ResultSetMetadata: { ColumnInfo: run?.columns ?? [] }, Rows: all.slice(from, end).map((row) => ({ Data: row.map((value) => (value === null ? {} : { VarCharValue: value })) })) }, ...(end < all.length ? { NextToken: String(end) } : {}) };
      }
      case 'StopQueryExecutionCommand': return {};
      default: throw new Error(`${name} is not part of this fake`);
    }
  }

  async #execute(run: Run): Promise<void> {
    const refused = beyondAthena(run.input.QueryString);
    if (refused !== undefined) throw new Error(refused);
    const literals = [...run.input.ExecutionParameters ?? []];
    const sql = run.input.QueryString.replaceAll(/'(?:[^']|'')*'|--[^\n]*|\?/g, (found) => (found === '?' ? literals.shift() ?? '?' : found));
    const [, select, target, properties] = UNLOAD.exec(sql) ?? [];
    await this.#relations(sql);
    await this.#db.run(`set search_path = '${run.input.QueryExecutionContext.Database},main'`);
    try {
      if (select === undefined || target === undefined) {
        const types = await this.#db.rows(`describe ${sql}`);
        run.columns = types.map((row) => ({ Name: String(row['column_name']), Type: String(row['column_type']).toLowerCase() }));
        run.rows = (await this.#db.rows(sql)).map((row) => Object.values(row).map((value) => (value === null ? null : String(value))));
        return;
      }
      const [bucket, prefix] = this.#place(target);
      if (this.#s3.keys(bucket, prefix).length > 0) throw new Error('HIVE_PATH_ALREADY_EXISTS: the target is in use');
      const by = /partitioned_by = array\['(\w+)'\]/.exec(properties ?? '')?.[1];
      mkdirSync(this.#s3.path(bucket, prefix), { recursive: true });
      if (by !== undefined && Number((await this.#db.rows(`select count(distinct ${by}) as n from (${select})`))[0]?.['n']) > 100) throw new Error('HIVE_TOO_MANY_OPEN_PARTITIONS: 100');
      await this.#db.run(`copy (${select}) to '${this.#s3.path(bucket, prefix)}${by === undefined ? 'data.parquet' : ''}' (format parquet${by === undefined ? '' : `, partition_by (${by}), overwrite_or_ignore`})`);
    } catch (error) {
      run.failed = `${(error as Error).message}: `;
    }
  }

  #place(location: string): [bucket: string, prefix: string] {
    const [, bucket, prefix] = /^s3:\/\/([^/]+)\/(.*)$/.exec(location) ?? [];
    return [bucket ?? '', prefix ?? ''];
  }

  /** The tables that a text names, and `seals` behind the views, as views of the files they point at now. */
  async #relations(sql: string): Promise<void> {
    const named = (name: string) => name === 'seals' || new RegExp(`\\b${name}\\b`).test(sql);
    const statements: [string, string][] = [];
    const relation = (database: string, name: string, selects: readonly string[], columns: readonly { readonly name: string; readonly type: StoreColumn['type'] }[]) => {
      const empty = `select ${columns.map((column) => `cast(null as ${DUCKDB_TYPE[column.type]}) as ${column.name}`).join(', ')} where false`;
      statements.push([`${database}.${name}`, [empty, ...selects].join(' union all by name ')]);
    };
    const period = { name: 'period', type: 'string' as const };
    for (const table of storeTables(FACTS).filter((one) => named(one.name))) {
      const columns = table.partition?.by === 'pointer' ? [...table.columns, period] : table.columns;
      const folders: [string, string | undefined][] = table.partition?.by === 'pointer' ? [...this.#glue.pointersOf(DATABASES.store, table.name)].map(([value, location]) => [location, value]) : [[this.#glue.tables.get(`${DATABASES.store}.${table.name}`) ?? '', undefined]];
      relation(DATABASES.store, table.name, folders.flatMap(([location, value]) => this.#read(location, table.format, table.columns, value === undefined ? '' : `, '${value}' as period`)), columns);
    }
    for (const view of lakeViews(FACTS, DATABASES.store).filter((one) => named(one.name))) statements.push([`${DATABASES.views}.${view.name}`, view.sql]);
    for (const table of SCRATCH_TABLES.filter((one) => named(one.name))) relation(DATABASES.scratch, table.name, this.#read(this.#glue.tables.get(`${DATABASES.scratch}.${table.name}`) ?? '', table.format, table.columns, ''), table.columns);
    for (const [name, sql] of statements) {
      if (this.#views.get(name) === sql) continue;
      await this.#db.run(`create or replace view ${name} as ${sql}`);
      this.#views.set(name, sql);
    }
  }

  #read(location: string, format: 'parquet' | 'json', columns: readonly { readonly name: string; readonly type: StoreColumn['type'] }[], more: string): readonly string[] {
    const [bucket, prefix] = this.#place(location);
    const files = bucket === '' ? [] : this.#s3.keys(bucket, prefix).map((key) => `'${this.#s3.path(bucket, key)}'`);
    if (files.length === 0) return [];
    const names = columns.map((column) => column.name).join(', ');
    return format === 'parquet'
      ? [`select ${names}${more} from read_parquet([${files.join(', ')}], hive_partitioning = false, union_by_name = true)`]
      : [`select ${names}${more} from read_json([${files.join(', ')}], format = 'newline_delimited', maximum_object_size = 16777216, columns = {${columns.map((column) => `${column.name}: '${DUCKDB_TYPE[column.type]}'`).join(', ')}})`];
  }
}

/** The tables that the stack declares in the scratch database, but for arrivals. */
export const SCRATCH_TABLES: readonly { readonly name: string; readonly format: 'parquet' | 'json'; readonly columns: readonly { readonly name: string; readonly type: StoreColumn['type'] }[] }[] = [
  ...[...SCRATCH, ...SETTLE_SCRATCH].map((table) => ({ name: table.name, format: table.from === 'query' ? 'parquet' as const : 'json' as const, columns: table.columns })),
  ...FACTS.map((fact) => ({ name: fact.name, format: 'parquet' as const, columns: factColumns(fact) })),
  { name: 'completeness', format: 'parquet', columns: COMPLETENESS },
];
