/** `headcount query`: runs read-only SQL over the sealed facts. The operator's place decides which SQL is allowed. */
import { InvalidArgumentError, type Command } from 'commander';
import { UsageError } from '#core/operator/failures';
import { tablesRead } from '#core/operator/tables-read';
import { LAKE_TABLES, type LakeTable } from '#queries/lake/tables';
import { ANSWER_FORMATS, type AnswerFormat } from '#render/answer/answer-writer';
import { MAX_ANSWER_BYTES } from '../operator/query-limits.ts';
import { openContext, withSharedOptions, type CommandContext, type SharedOptions } from './context.ts';
import { openOperator } from './open-operator.ts';
import { describedTables, renderSchema } from './query-schema.ts';
import { withTarget, type TargetOptions } from './target.ts';

interface QueryOptions extends SharedOptions, TargetOptions {
  readonly format?: string;
  readonly schema?: boolean;
  /** Seconds. */
  readonly timeout: number;
  readonly maxBytes: number;
}

/** All reports over a year of a large site take three seconds. */
const TIMEOUT_SECONDS = { initial: 60, max: 86_400 };
const MAX_BYTES = { initial: 64 * 1024 ** 2, max: MAX_ANSWER_BYTES };

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .argument(
      '[sql]',
      'one SELECT over the facts, completeness, seals, calendar and releases; or describe TABLE, show tables',
    )
    .option('--schema', 'list tables and columns with their descriptions')
    .option('--format <format>', 'table, csv or json (default: table on a terminal, csv in a pipe)')
    .option('--timeout <seconds>', 'cancel the query after this time', parseSeconds, TIMEOUT_SECONDS.initial)
    .option(
      '--max-bytes <bytes>',
      `refuse an answer larger than this (at most ${MAX_BYTES.max})`,
      parseBytes,
      MAX_BYTES.initial,
    )
    .action(query);
}

async function query(sql: string | undefined, options: QueryOptions): Promise<void> {
  const context = openContext(options);
  const format = chooseFormat(options, context);
  const described = options.schema === true ? describeAll(sql) : describedTables(sql ?? missing());
  if (described !== undefined) return context.write(renderSchema(described, format));
  await answer(sql ?? missing(), format, context, options);
}

function describeAll(sql: string | undefined): readonly LakeTable[] {
  if (sql !== undefined)
    throw new UsageError(
      '--schema lists all tables: leave the SQL out, or write describe TABLE in its place',
    );
  return LAKE_TABLES;
}

function missing(): never {
  throw new UsageError('write one SELECT in quotes, or list tables and columns with --schema');
}

async function answer(
  sql: string,
  format: AnswerFormat,
  context: CommandContext,
  options: QueryOptions,
): Promise<void> {
  const operator = await openOperator(context, options);
  const blocks = await operator.query({
    sql,
    format,
    timeoutMs: options.timeout * 1_000,
    maxBytes: options.maxBytes,
  });
  const read = tablesRead(sql);
  if (LAKE_TABLES.some(({ name, inside }) => inside && read.has(name)))
    context.note('headcount: these figures are exact or bounded, not released: for internal use only');
  for (const block of blocks) context.write(block);
}

function chooseFormat(options: QueryOptions, context: CommandContext): AnswerFormat {
  const name = options.format ?? (context.json ? 'json' : process.stdout.isTTY ? 'table' : 'csv');
  const format = ANSWER_FORMATS.find((candidate) => candidate === name);
  if (format === undefined) throw new UsageError(`--format takes ${ANSWER_FORMATS.join(', ')}`);
  return format;
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || seconds <= 0 || seconds > TIMEOUT_SECONDS.max)
    throw new InvalidArgumentError(`must be a time in seconds, at most ${TIMEOUT_SECONDS.max}`);
  return seconds;
}

function parseBytes(text: string): number {
  const bytes = Number(text);
  if (!/^\d+$/.test(text) || bytes < 1 || bytes > MAX_BYTES.max)
    throw new InvalidArgumentError(`must be a number of bytes, at most ${MAX_BYTES.max}`);
  return bytes;
}
