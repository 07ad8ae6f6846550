/** `headcount query`: read-only SQL over the sealed facts. It may not decide what is allowed: runtime/local/lake does. */
import { stringify } from 'csv-stringify/sync';
import { InvalidArgumentError, type Command } from 'commander';
import { TooLongError, type Answer } from '#runtime/local/duckdb/open-duckdb';
import { FACTS } from '#queries/facts/catalogue';
import { queryLake } from '#runtime/local/lake/query-lake';
import { QueryRefusedError } from '#runtime/local/lake/select-only';
import { isAws, withTarget, type TargetOptions } from './aws/target.ts';
import { openContext, withSharedOptions, type CommandContext, type SharedOptions } from './context.ts';
import { CannotError, UsageError } from './failure.ts';

const FORMATS = { table: asTable, csv: asCsv, json: asJson };

export interface QueryOptions extends SharedOptions, TargetOptions {
  readonly format?: string;
  /** Seconds. */
  readonly timeout: number;
}

/** Seconds; all reports over a year of a large site take three. */
const TIMEOUT = 60;
const LONGEST = 86_400;
/** Milliseconds for which a block under way may hold out after its time. */
const GRACE = 10_000;

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .argument('<sql>', 'one SELECT over the facts, completeness, seals, calendar and releases')
    .option('--format <format>', 'table, csv or json (default: table on a terminal, csv in a pipe)')
    .option('--timeout <seconds>', 'cancel the query after this time', secondsOf, TIMEOUT)
    .action(async (sql: string, options: QueryOptions) => {
      await query(sql, options, openContext(options));
    });
}

async function query(sql: string, options: QueryOptions, context: CommandContext): Promise<void> {
  const name = options.format ?? (context.json ? 'json' : process.stdout.isTTY ? 'table' : 'csv');
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name as keyof typeof FORMATS] : undefined;
  if (format === undefined) throw new UsageError(`--format takes ${Object.keys(FORMATS).join(', ')}`);
  const tooLong = `the query was cancelled after ${options.timeout} seconds: narrow it, look for a join without ON or a recursion without end, or give it more with --timeout SECONDS`;
  if (isAws(options)) {
    const { queryOnAws } = await import('./aws/query-on-aws.ts');
    const answer = await queryOnAws(sql, options, context, tooLong);
    context.note('headcount: figures of the facts are exact or bounded, not released: for inside use only');
    context.print(format(answer));
    return;
  }
  // A single call of a function over megabytes cannot be interrupted, and a process that waits for it cannot end by itself.
  const last = setTimeout(
    () => {
      process.stderr.write(`headcount: ${tooLong}\n`);
      process.kill(process.pid, 'SIGKILL');
    },
    options.timeout * 1_000 + GRACE,
  );
  try {
    const answer = await queryLake(context.data, context.config, FACTS, sql, options.timeout * 1_000);
    context.note('headcount: figures of the facts are exact or bounded, not released: for inside use only');
    context.print(format(answer));
  } catch (error) {
    if (error instanceof TooLongError) throw new CannotError(tooLong);
    if (error instanceof QueryRefusedError) throw new UsageError(error.message);
    throw error;
  } finally {
    clearTimeout(last);
  }
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || seconds <= 0 || seconds > LONGEST)
    throw new InvalidArgumentError(`a time in seconds, up to ${LONGEST}`);
  return seconds;
}

function asJson({ columns, rows }: Answer): string {
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null]))),
  );
}

function asCsv({ columns, rows }: Answer): string {
  return stringify(
    rows.map((row) => row.map(text)),
    {
      header: true,
      columns: columns.map((header, index) => ({ header, key: String(index) })),
      record_delimiter: '\r\n',
    },
  );
}

function asTable({ columns, rows }: Answer): string {
  const cells = [columns, ...rows.map((row) => row.map(text))];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => (row[index] ?? '').length)));
  const numeric = columns.map(
    (_, index) =>
      rows.length > 0 && rows.every((row) => row[index] === null || typeof row[index] === 'number'),
  );
  return cells
    .map((row) =>
      row
        .map((cell, index) =>
          numeric[index] === true ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function text(value: Answer['rows'][number][number]): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
