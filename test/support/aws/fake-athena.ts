/**
 * Athena's API in memory in front of an engine: request tokens, UNLOAD into an empty prefix, states, results in pages.
 * It may not accept what Athena refuses.
 */
import { beyondAthena } from '../../standins/beyond-athena.ts';
import { serviceError } from './calls.ts';
import type { Answer, LakeEngine } from './lake-engine.ts';
import type { Lake } from './relations.ts';

interface Start {
  readonly QueryString: string;
  readonly ClientRequestToken: string;
  readonly QueryExecutionContext: { readonly Database: string };
  readonly ExecutionParameters?: readonly string[];
}
interface ById {
  readonly QueryExecutionId: string;
}
interface Run {
  readonly sql: string;
  readonly work: Promise<Answer>;
  state: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  reason?: string;
}

const UNLOAD = /^\s*unload\s*\(([\s\S]*)\)\s*to\s*'s3:\/\/([^/]+)\/([^']*)'\s*with\s*\(([\s\S]*)\)\s*$/i;
const PAGE = 7;

export class FakeAthena {
  /** Texts of all started queries, in order. */
  readonly started: string[] = [];
  /** Called with each text that is run; an error that it throws fails the query. */
  onQuery: (sql: string) => void | Promise<void> = () => undefined;
  readonly #runs = new Map<string, Run>();
  readonly #tokens = new Map<string, string>();
  readonly #engine: LakeEngine;
  readonly #lake: Lake;

  constructor(engine: LakeEngine, lake: Lake) {
    [this.#engine, this.#lake] = [engine, lake];
  }

  readonly operations = {
    StartQueryExecutionCommand: (input: Start) => {
      const known = this.#tokens.get(input.ClientRequestToken);
      if (known !== undefined) {
        if (this.#run(known).sql !== input.QueryString) throw serviceError('InvalidRequestException');
        return { QueryExecutionId: known };
      }
      const id = `query-${this.#runs.size}`;
      const run: Run = { sql: input.QueryString, work: this.#execute(input), state: 'QUEUED' };
      run.work.catch((error: unknown) => {
        run.reason = String((error as Error).message);
      });
      this.started.push(input.QueryString);
      this.#runs.set(id, run);
      this.#tokens.set(input.ClientRequestToken, id);
      return { QueryExecutionId: id };
    },
    /** The first poll finds it running. */
    GetQueryExecutionCommand: async ({ QueryExecutionId: id }: ById) => {
      const run = this.#run(id);
      await run.work.catch(() => undefined);
      if (run.state === 'QUEUED') run.state = 'RUNNING';
      else if (run.state === 'RUNNING') run.state = run.reason === undefined ? 'SUCCEEDED' : 'FAILED';
      return {
        QueryExecution: {
          Status: {
            State: run.state,
            ...(run.state === 'FAILED'
              ? { StateChangeReason: run.reason, AthenaError: { Retryable: false } }
              : {}),
          },
        },
      };
    },
    GetQueryResultsCommand: async ({ QueryExecutionId: id, NextToken }: ById & { NextToken?: string }) => {
      const run = this.#run(id);
      if (run.state !== 'SUCCEEDED') throw serviceError('InvalidRequestException');
      const { columns, rows } = await run.work;
      const all = [
        columns.map(({ name }) => name),
        ...rows.map((row) => columns.map(({ name }) => row[name])),
      ];
      const from = Number(NextToken ?? 0);
      return {
        NextToken: from + PAGE < all.length ? String(from + PAGE) : undefined,
        ResultSet: {
          Rows: all.slice(from, from + PAGE).map((row) => ({
            Data: row.map((value) => (value === null ? {} : { VarCharValue: String(value) })),
          })),
          ResultSetMetadata: { ColumnInfo: columns.map(({ name, type }) => ({ Name: name, Type: type })) },
        },
      };
    },
    StopQueryExecutionCommand: ({ QueryExecutionId: id }: ById) => {
      const run = this.#run(id);
      if (run.state === 'QUEUED' || run.state === 'RUNNING') run.state = 'CANCELLED';
      return {};
    },
  };

  #run(id: string): Run {
    const run = this.#runs.get(id);
    if (run === undefined) throw serviceError('InvalidRequestException');
    return run;
  }

  async #execute({
    QueryString: text,
    QueryExecutionContext: { Database: database },
    ExecutionParameters = [],
  }: Start): Promise<Answer> {
    const refused = beyondAthena(text);
    if (refused !== undefined) throw new Error(`SYNTAX_ERROR: ${refused}`);
    await this.onQuery(text);
    const literals = [...ExecutionParameters];
    const sql = text.replaceAll(/'(?:[^']|'')*'|--[^\n]*|\?/g, (found) =>
      found === '?' ? (literals.shift() ?? '?') : found,
    );
    if (literals.length > 0)
      throw new Error(`INVALID_PARAMETER_USAGE: ${literals.length} parameters too many`);
    const [, select, bucket = '', prefix = '', properties = ''] = UNLOAD.exec(sql) ?? [];
    if (select === undefined) return await this.#engine.answer(this.#lake, { sql, database });
    if (this.#lake.s3.below(`s3://${bucket}/${prefix}`).length > 0)
      throw new Error('HIVE_PATH_ALREADY_EXISTS: the target is in use');
    const by = /partitioned_by = array\['(\w+)'\]/.exec(properties)?.[1];
    for (const { name, body } of await this.#engine.unload(this.#lake, { sql: select, database }, by))
      this.#lake.s3.put(bucket, `${prefix}${name}`, body);
    return { columns: [], rows: [] };
  }
}
