/** `headcount query`: read-only SQL over the sealed facts. It may not decide what is allowed: runtime/local/lake does. */
import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { TooMuchMemoryError } from '#runtime/local/lake/query-lake';
import { QueryRefusedError } from '#runtime/local/lake/select-only';
import { QueryFailedError, runQuery, TooLongError } from '#runtime/local/query/run-query';
import { ANSWER_FORMATS, answerWriter, type AnswerFormat } from '#runtime/node/render/answer/answer-writer';
import { AnswerTooLargeError } from '#runtime/node/render/answer/text-blocks';
import { isAws, withTarget, type TargetOptions } from './aws/target.ts';
import { openContext, withSharedOptions, type CommandContext, type SharedOptions } from './context.ts';
import { CannotError, UsageError } from './failure.ts';

/** Sits beside `headcount.js`. */
const PROGRAM = join(import.meta.dirname, '../query-engine.js');
const MEBI = 1024 ** 2;
/** DuckDB's own limit, the answer, and Node. */
const MAX_MEMORY_BYTES = 1024 * MEBI;

/** Errors of the query's process whose message says what to do; those of the engine may quote a value. */
const FOR_THE_OPERATOR = new Set(['SpawnError', 'FolderError', 'KeptFileError']);

export interface QueryOptions extends SharedOptions, TargetOptions {
  readonly format?: string;
  /** Seconds. */
  readonly timeout: number;
  readonly maxBytes: number;
}

/** Seconds; all reports over a year of a large site take three. */
const TIMEOUT = { usual: 60, most: 86_400 };
const MAX_BYTES = { usual: 64 * MEBI, most: 256 * MEBI };

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .argument('<sql>', 'one SELECT over the facts, completeness, seals, calendar and releases')
    .option('--format <format>', 'table, csv or json (default: table on a terminal, csv in a pipe)')
    .option('--timeout <seconds>', 'cancel the query after this time', secondsOf, TIMEOUT.usual)
    .option(
      '--max-bytes <bytes>',
      `refuse a larger answer (at most ${MAX_BYTES.most})`,
      bytesOf,
      MAX_BYTES.usual,
    )
    .action(async (sql: string, options: QueryOptions) => {
      await query(sql, options, openContext(options));
    });
}

async function query(sql: string, options: QueryOptions, context: CommandContext): Promise<void> {
  const format = formatOf(options, context);
  try {
    const answer = isAws(options)
      ? await answerOnAws(sql, format, options, context)
      : await runQuery(
          PROGRAM,
          {
            data: context.data.root,
            config: context.config,
            sql,
            format,
            maxBytes: options.maxBytes,
            maxMemoryBytes: MAX_MEMORY_BYTES,
          },
          options.timeout * 1_000,
        );
    context.note('headcount: figures of the facts are exact or bounded, not released: for inside use only');
    for (const block of answer) context.write(block);
  } catch (error) {
    throw explained(error, options);
  }
}

async function answerOnAws(
  sql: string,
  format: AnswerFormat,
  options: QueryOptions,
  context: CommandContext,
): Promise<readonly Buffer[]> {
  const { queryOnAws } = await import('./aws/query-on-aws.ts');
  const writer = answerWriter(format, options.maxBytes);
  await queryOnAws(sql, options, context, writer, tooLong(options));
  return writer.finish();
}

function formatOf(options: QueryOptions, context: CommandContext): AnswerFormat {
  const name = options.format ?? (context.json ? 'json' : process.stdout.isTTY ? 'table' : 'csv');
  const format = ANSWER_FORMATS.find((one) => one === name);
  if (format === undefined) throw new UsageError(`--format takes ${ANSWER_FORMATS.join(', ')}`);
  return format;
}

/** What each limit says to whoever met it. */
function explained(error: unknown, options: QueryOptions): unknown {
  if (error instanceof QueryRefusedError) return new UsageError(error.message);
  if (error instanceof TooLongError) return new CannotError(tooLong(options));
  if (error instanceof TooMuchMemoryError)
    return new CannotError(
      `the query needs more memory than the ${MAX_MEMORY_BYTES / MEBI} MiB it may take: narrow it with WHERE, group before you join or sort, or ask in parts`,
    );
  if (error instanceof AnswerTooLargeError)
    return new CannotError(
      `the answer is larger than ${options.maxBytes} bytes: group or limit it${options.maxBytes < MAX_BYTES.most ? `, or allow more with --max-bytes BYTES (at most ${MAX_BYTES.most})` : ''}`,
    );
  if (error instanceof QueryFailedError && FOR_THE_OPERATOR.has(error.kind))
    return new CannotError(error.message);
  return error;
}

function tooLong({ timeout }: QueryOptions): string {
  return `the query was cancelled after ${timeout} seconds: narrow it, look for a join without ON or a recursion without end, or give it more with --timeout SECONDS`;
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || seconds <= 0 || seconds > TIMEOUT.most)
    throw new InvalidArgumentError(`a time in seconds, up to ${TIMEOUT.most}`);
  return seconds;
}

function bytesOf(text: string): number {
  const bytes = Number(text);
  if (!/^\d+$/.test(text) || bytes < 1 || bytes > MAX_BYTES.most)
    throw new InvalidArgumentError(`a number of bytes, up to ${MAX_BYTES.most}`);
  return bytes;
}
