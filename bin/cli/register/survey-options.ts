/** Options that the survey and its plan share: how the report is written, and the reason for the record. */
import type { Command } from 'commander';
import { withOutputOptions, type OutputOptions } from '../output-options.ts';
import { withRegisterOptions, type RegisterOptions } from './register-options.ts';

export interface SurveyOptions extends RegisterOptions, OutputOptions {
  readonly reason?: string;
}

/** Adds the options of `headcount report` that say how a report is written. */
export function withSurveyOptions(command: Command): Command {
  return withOutputOptions(
    withRegisterOptions(command).option(
      '--reason <text>',
      'why it is read; kept on record, without names or addresses (required where people are read)',
    ),
  );
}

/** Picks the options of the output. */
export function outputOf({ format, out, table, excel, locale }: OutputOptions): OutputOptions {
  return {
    ...(format === undefined ? {} : { format }),
    ...(out === undefined ? {} : { out }),
    ...(table === undefined ? {} : { table }),
    ...(excel === undefined ? {} : { excel }),
    ...(locale === undefined ? {} : { locale }),
  };
}
