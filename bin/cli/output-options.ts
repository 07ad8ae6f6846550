/** The options that say how a report is written. */
import type { Command } from 'commander';

export interface OutputOptions {
  readonly format?: string;
  readonly out?: string;
  readonly table?: string;
  readonly excel?: boolean;
  readonly locale?: string;
}

/** Adds the options to a command. */
export function withOutputOptions(command: Command): Command {
  return command
    .option('--table <name>', 'one table only (default: all)')
    .option(
      '--format <format>',
      'html, json, csv or table (default: by the extension of --out, else table; csv in a pipe with --table)',
    )
    .option('--out <path>', 'a file, or a folder for CSV files (default: standard output)')
    .option('--excel', 'CSV with a byte order mark')
    .option('--locale <tag>', 'number format, for example de-DE (default: en)');
}
