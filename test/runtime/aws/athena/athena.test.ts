import type { AthenaClient } from '@aws-sdk/client-athena';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SqlValue } from '#core/ports/query-engine';
import type { RowReader } from '#core/ports/row-reader';
import { ask } from '#runtime/aws/athena/ask';
import { Athena, sqlLiteral } from '#runtime/aws/athena/athena';
import { AthenaEngine } from '#runtime/aws/athena/athena-engine';
import { parseReasonCode } from '#runtime/aws/athena/query-failed';
import { fakeSdk, type Sent } from '../fake-sdk.ts';

const SECRET = "INVALID_CAST_ARGUMENT: Cannot cast '81.187.204.113' to INT";
const status = (State: string, StateChangeReason?: string) => ({
  QueryExecution: { Status: { State, StateChangeReason } },
});
const columns = { ResultSetMetadata: { ColumnInfo: [{ Name: 'n', Type: 'integer' }] } };
const cell = (text: string) => ({ Data: [{ VarCharValue: text }] });
/** A query in `state` whose result has two pages. */
const athenaThat = (state: object) =>
  fakeSdk<AthenaClient>(({ name, input }: Sent) => {
    if (name === 'StartQueryExecutionCommand') return { QueryExecutionId: 'q' };
    if (name === 'GetQueryExecutionCommand') return state;
    if (name !== 'GetQueryResultsCommand') return {};
    return input['NextToken'] === undefined
      ? { ResultSet: { ...columns, Rows: [cell('n'), cell('1')] }, NextToken: 't' }
      : { ResultSet: { ...columns, Rows: [cell('2'), cell('3')] } };
  });
const clock = () => {
  let now = 0;
  return {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
};
const engineOf = (client: AthenaClient) =>
  new AthenaEngine({
    athena: new Athena({ client, workGroup: 'g' }),
    database: 'd',
    timeoutMs: 10_000,
    ...clock(),
  });
const askIt = async (client: AthenaClient, most = Infinity) => {
  const answer: { columns: readonly string[]; rows: (readonly SqlValue[])[] } = { columns: [], rows: [] };
  const reader: RowReader = {
    columns: (names) => {
      answer.columns = names;
    },
    row: (values) => {
      if (answer.rows.push(values) > most) throw new Error('enough');
    },
  };
  await ask('select 1', reader, { client, workGroup: 'g', database: 'd', timeoutMs: 10_000, ...clock() });
  return answer;
};

describe('a parameter of Athena', () => {
  it('is a literal that ends where it began, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const sql = sqlLiteral(text);
        expect(sql).toMatch(/^'(?:[^']|'')*'$/s);
        expect(sql.slice(1, -1).replaceAll("''", "'")).toBe(text);
      }),
    );
    expect(sqlLiteral("o'hara' or '1'='1")).toBe("'o''hara'' or ''1''=''1'");
  });

  it('is a whole number or nothing', () => {
    expect(sqlLiteral(-3)).toBe('-3');
    for (const wrong of [0.5, Number.NaN, 2 ** 53])
      expect(() => sqlLiteral(wrong)).toThrow('only whole numbers are bound');
  });
});

describe('a query of the pipeline', () => {
  it('a query that failed is reported by its code, never by its message, which quotes values', async () => {
    expect(['', undefined, 'Query exhausted 81.187.204.113', SECRET].map(parseReasonCode)).toEqual([
      'FAILED',
      'FAILED',
      'FAILED',
      'INVALID_CAST_ARGUMENT',
    ]);
    await expect(engineOf(athenaThat(status('FAILED', SECRET)).client).rows('select 1')).rejects.toThrow(
      /^the query ended as INVALID_CAST_ARGUMENT$/,
    );
  });

  it('gives every row of every page, and of the first row of the first page the names', async () => {
    expect(await engineOf(athenaThat(status('SUCCEEDED')).client).rows('select 1')).toEqual([
      { n: 1 },
      { n: 2 },
      { n: 3 },
    ]);
  });

  it('a query that was cancelled ends and may be retried', async () => {
    await expect(engineOf(athenaThat(status('CANCELLED')).client).rows('select 1')).rejects.toMatchObject({
      message: 'the query ended as CANCELLED',
      retryable: true,
    });
  });

  it('a query that does not end is stopped and given up', async () => {
    const { client, sent } = athenaThat(status('RUNNING'));
    await expect(engineOf(client).rows('select 1')).rejects.toThrow('TIME_OUT');
    expect(sent.at(-1)).toEqual({ name: 'StopQueryExecutionCommand', input: { QueryExecutionId: 'q' } });
  });

  it('asks for no result of an earlier one', async () => {
    const { client, sent } = athenaThat(status('SUCCEEDED'));
    await engineOf(client).rows('select 1', ['a']);
    expect(sent[0]?.input).toMatchObject({ WorkGroup: 'g', ExecutionParameters: ["'a'"] });
    expect(sent[0]?.input).not.toHaveProperty('ResultReuseConfiguration');
  });
});

describe('a query of an analyst', () => {
  it('asks for no more pages once its reader has enough', async () => {
    const { client, sent } = athenaThat(status('SUCCEEDED'));
    await expect(askIt(client, 0)).rejects.toThrow('enough');
    expect(sent.filter((one) => one.name === 'GetQueryResultsCommand')).toHaveLength(1);
  });

  it('gives every row of every page', async () => {
    expect(await askIt(athenaThat(status('SUCCEEDED')).client)).toEqual({
      columns: ['n'],
      rows: [[1], [2], [3]],
    });
  });

  it("a query that is wrong is reported in Athena's words where they are about the words of the query, otherwise by its code", async () => {
    await expect(
      askIt(athenaThat(status('FAILED', 'COLUMN_NOT_FOUND: line 1:8: Column x')).client),
    ).rejects.toThrow('COLUMN_NOT_FOUND: line 1:8: Column x');
    await expect(askIt(athenaThat(status('FAILED', SECRET)).client)).rejects.toThrow(
      /^the query ended as INVALID_CAST_ARGUMENT$/,
    );
  });

  it('a query that does not end is stopped when its time is up', async () => {
    const { client, sent } = athenaThat(status('RUNNING'));
    await expect(askIt(client)).rejects.toThrow('cancelled after 10 seconds');
    expect(sent.at(-1)?.name).toBe('StopQueryExecutionCommand');
  });
});
