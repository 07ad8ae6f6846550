/** `headcount query`: runs read-only SQL over the sealed facts. The operator's place decides which SQL is allowed. */
import { InvalidArgumentError, type Command } from 'commander';
import { UsageError } from '#core/operator/failures';
import { ANSWER_FORMATS, type AnswerFormat } from '#render/answer/answer-writer';
import { MAX_ANSWER_BYTES } from '../operator/query-limits.ts';
import { openContext, withSharedOptions, type CommandContext, type SharedOptions } from './context.ts';
import { openOperator } from './open-operator.ts';
import { withTarget, type TargetOptions } from './target.ts';

interface QueryOptions extends SharedOptions, TargetOptions {
  readonly format?: string;
  /** Seconds. */
  readonly timeout: number;
  readonly maxBytes: number;
}

/** All reports over a year of a large site take three seconds. */
const TIMEOUT_SECONDS = { initial: 60, max: 86_400 };
const MAX_BYTES = { initial: 64 * 1024 ** 2, max: MAX_ANSWER_BYTES };

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .argument('<sql>', 'one SELECT over the facts, completeness, seals, calendar and releases')
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

async function query(sql: string, options: QueryOptions): Promise<void> {
  const context = openContext(options);
  const format = chooseFormat(options, context);
  const operator = await openOperator(context, options);
  const answer = await operator.query({
    sql,
    format,
    timeoutMs: options.timeout * 1_000,
    maxBytes: options.maxBytes,
  });
  context.note('headcount: these figures are exact or bounded, not released: for internal use only');
  for (const block of answer) context.write(block);
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
