/** Athena's API in memory in front of an engine: request tokens, UNLOAD into an empty prefix, results in pages. */
import { beyondAthena } from '../../../../standins/beyond-athena.ts';
import { serviceError } from './calls.ts';
import type { Lake, LakeEngine } from './lake-engine.ts';

interface Start { readonly QueryString: string; readonly ClientRequestToken: string; readonly QueryExecutionContext: { readonly Database: string }; readonly ExecutionParameters?: readonly string[] }
interface ById { readonly QueryExecutionId: string }
interface Run { readonly input: Start; readonly work: Promise<readonly Readonly<Record<string, unknown>>[]>; reason?: string }

const UNLOAD = /^\s*unload\s*\(([\s\S]*)\)\s*to\s*'s3:\/\/([^/]+)\/([^']*)'\s*with\s*\([\s\S]*\)\s*$/i;
const PAGE = 7;
const TYPES = new Map<string, string>([['number', 'bigint'], ['boolean', 'boolean']]);

export class FakeAthena {
  readonly #runs = new Map<string, Run>();
  readonly #tokens = new Map<string, string>();
  readonly #engine: LakeEngine;
  readonly #lake: Lake;
  /** Called with each text that is run; what it throws ends the query. */
  onQuery: (sql: string) => void | Promise<void> = () => undefined;

  constructor(engine: LakeEngine, lake: Lake) {
    this.#engine = engine;
    this.#lake = lake;
  }

  readonly operations = {
    StartQueryExecutionCommand: (input: Start) => {
      const known = this.#tokens.get(input.ClientRequestToken);
      if (known !== undefined) {
        if (this.#runs.get(known)?.input.QueryString !== input.QueryString) throw serviceError('InvalidRequestException');
        return { QueryExecutionId: known };
      }
      const id = `query-${this.#runs.size}`;
      const run: Run = { input, work: this.#execute(input) };
      run.work.catch((error: unknown) => { run.reason = String((error as Error).message); });
      this.#runs.set(id, run);
      this.#tokens.set(input.ClientRequestToken, id);
      return { QueryExecutionId: id };
    },
    GetQueryExecutionCommand: async ({ QueryExecutionId: id }: ById) => {
      const run = this.#runs.get(id);
      if (run === undefined) throw serviceError('InvalidRequestException');
      await run.work.catch(() => undefined);
      return { QueryExecution: { Status: run.reason === undefined ? { State: 'SUCCEEDED' } : { State: 'FAILED', StateChangeReason: run.reason, AthenaError: { Retryable: false } } } };
    },
    GetQueryResultsCommand: async ({ QueryExecutionId: id, NextToken }: ById & { NextToken?: string }) => {
      const rows = await this.#runs.get(id)?.work ?? [];
      const names = Object.keys(rows[0] ?? { none: null });
      const type = (name: string) => (TYPES.get(typeof rows.find((row) => row[name] !== null)?.[name]) ?? 'varchar');
      const all = [names, ...rows.map((row) => names.map((name) => row[name]))];
      const from = Number(NextToken ?? 0);
      return {
        NextToken: from + PAGE < all.length ? String(from + PAGE) : undefined,
        ResultSet: {
          Rows: all.slice(from, from + PAGE).map((row) => ({ Data: row.map((value) => (value === null ? {} : { VarCharValue: String(value) })) })),
          ResultSetMetadata: { ColumnInfo: names.map((name) => ({ Name: name, Type: type(name) })) },
        },
      };
    },
  };

  async #execute({ QueryString: sql, QueryExecutionContext: { Database: database }, ExecutionParameters = [] }: Start): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const refused = beyondAthena(sql);
    if (refused !== undefined) throw new Error(`SYNTAX_ERROR: ${refused}`);
    await this.onQuery(sql);
    const parameters = ExecutionParameters.map((text) => (text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : Number(text)));
    const [, select, bucket = '', prefix = ''] = UNLOAD.exec(sql) ?? [];
    if (select === undefined) return await this.#engine.rows(this.#lake, { sql, parameters, database });
    if (this.#lake.s3.below(`s3://${bucket}/${prefix}`).length > 0) throw new Error('HIVE_PATH_ALREADY_EXISTS: the target is in use');
    const written = await this.#engine.unload(this.#lake, { sql: select, parameters, database });
    for (const [index, body] of written.entries()) this.#lake.s3.put(bucket, `${prefix}part-${index}`, body);
    return [];
  }
}
