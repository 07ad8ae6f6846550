/** `headcount report`: checks the options, then reports from releases or, with `--inside`, from the sealed facts. */
import type { Command } from 'commander';
import { REPORTS } from '#queries/reports/catalogue';
import { UsageError } from '#core/operator/failures';
import { didYouMean } from '#core/operator/nearest-names';
import {
  chooseSite,
  openContext,
  withSharedOptions,
  type CommandContext,
  type SharedOptions,
} from './context.ts';
import { openOperator } from './open-operator.ts';
import { reportInside } from './report-inside.ts';
import { withOutputOptions, type OutputOptions } from './output-options.ts';
import { planOutput } from './report-output.ts';
import { reportReleased } from './report-released.ts';
import { checkPeriodWords, type ReportWords } from './report-words.ts';
import { withTarget, type TargetOptions } from './target.ts';

interface ReportOptions extends SharedOptions, TargetOptions, OutputOptions, Omit<ReportWords, 'limit'> {
  readonly inside?: boolean;
  readonly registerConfig?: string;
  readonly registerData?: string;
  readonly site?: string;
  readonly limit?: string;
}

/** The survey of the register, which has a data folder of its own and nothing of usage. */
const REGISTER = 'register';

export function register(command: Command): void {
  const reading = withTarget(withSharedOptions(command))
    .argument(
      '[names...]',
      `reports (default: all): ${REPORTS.map((report) => report.name).join(', ')}; with --inside, ${REGISTER} alone: the survey of the register`,
    )
    .option(
      '--inside',
      'exact and bounded figures, marked INTERNAL (default: released figures, which may be published)',
    )
    .option('--site <id>', 'site, where several are configured (default: the only one)')
    .option(
      '--period <period>',
      'day, ISO week, month, quarter, year, today or yesterday (with --inside), last-7-days, last-30-days, ' +
        'last-week, last-month, last-quarter, last-year (default: the latest month with figures)',
    )
    .option('--from <day>', 'first day, together with --to (default: by --period)')
    .option('--to <day>', 'last day, together with --from (default: by --period)')
    .option('--compare <with>', 'previous or year: compare with a second period (default: none)')
    .option('--limit <n>', 'maximum number of rows per ranked table (default: all)');
  withOutputOptions(reading)
    .option(
      '--register-config <file>',
      'configuration of the register, for the report register (default: register.json)',
    )
    .option('--register-data <dir>', 'data directory of the register (default: ./register-data)')
    .action(async (names: string[], options: ReportOptions) => {
      const isGiven = (name: 'config' | 'data') => command.getOptionValueSource(name) === 'cli';
      if (names.includes(REGISTER)) return reportRegister(names, options, isGiven);
      checkPeriodWords(options, options.inside === true);
      await report(names, options, openContext(options));
    });
}

/** Only this loads anything of the register. Throws a UsageError for what concerns usage. */
async function reportRegister(
  names: readonly string[],
  options: ReportOptions,
  isGiven: (option: 'config' | 'data') => boolean,
): Promise<void> {
  const { inside, registerConfig, registerData, json, quiet, format, out, table, excel, locale } = options;
  if (inside !== true)
    throw new UsageError('the report register is internal: add --inside, or run "headcount register survey"');
  if (names.length > 1) throw new UsageError('register is never beside reports of usage: name it alone');
  const { target, outputs, site, period, from, to, compare, limit } = options;
  if ([site, period, from, to, compare, limit].some((word) => word !== undefined))
    throw new UsageError('the report register is of today and of no site: leave sites and periods out');
  for (const option of ['config', 'data'] as const)
    if (isGiven(option))
      throw new UsageError(
        `--${option} is of the usage stream, which this report does not read: use --register-${option}`,
      );
  const { survey } = await import('./register/survey.ts');
  const given = {
    json,
    quiet,
    format,
    out,
    table,
    excel,
    locale,
    config: registerConfig,
    data: registerData,
    target,
    outputs,
  };
  await survey(Object.fromEntries(Object.entries(given).filter(([, word]) => word !== undefined)) as object);
}

async function report(
  names: readonly string[],
  options: ReportOptions,
  context: CommandContext,
): Promise<void> {
  const definitions = chooseReports(names, options.table);
  const site = chooseSite(context.config, options.site);
  const output = planOutput(options, definitions, process.stdout.isTTY === true, context.json);
  const { limit: limitText, ...rest } = options;
  const limit = parseLimit(limitText);
  if (options.compare !== undefined && !['previous', 'year'].includes(options.compare))
    throw new UsageError('--compare takes previous or year');
  const words: ReportWords = { ...rest, ...(limit === undefined ? {} : { limit }) };
  const run = options.inside === true ? reportInside : reportReleased;
  const operator = await openOperator(context, options);
  await operator.read((lake) =>
    run({ context, lake, site, definitions, words, output, live: () => operator.live() }),
  );
}

/** Returns the named reports; without names, the reports that contain the table, or else all. */
function chooseReports(names: readonly string[], table: string | undefined): typeof REPORTS {
  const reportNames = REPORTS.map((definition) => definition.name).join(', ');
  const withTable = REPORTS.filter((definition) =>
    definition.tables.some((candidate) => candidate.name === table),
  );
  return names.length === 0
    ? withTable.length > 0
      ? withTable
      : REPORTS
    : [...new Set(names)].map((name) => {
        const definition = REPORTS.find((definition) => definition.name === name);
        if (definition === undefined)
          throw new UsageError(
            `unknown report${didYouMean(
              name,
              REPORTS.map((one) => one.name),
            )}: choose from ${reportNames}`,
          );
        return definition;
      });
}

function parseLimit(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new UsageError('--limit takes a whole number from 1');
  return Number(text);
}
