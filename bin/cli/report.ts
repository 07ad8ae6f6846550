/** `headcount report`: from the words of the command to reports on stdout or in files. It may not work out a figure. */
import type { Command } from 'commander';
import { choosePeriod, listDays, type PeriodWords } from '#core/report/choose-period';
import type { ReportDefinition } from '#core/report/definition';
import { isDay, previousPeriod, yearBefore, type Period } from '#core/report/period';
import { runReport, type ReportRequest } from '#core/report/run-report';
import { Zone } from '#core/time/zone';
import { FACTS } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { holdFacts } from '#runtime/local/lake/hold-facts';
import { openSeals } from '#runtime/local/lake/open-lake';
import { recordedBounds } from '#runtime/local/lake/recorded-seals';
import { loadSql } from '#runtime/node/package-root';
import { chooseSite, openContext, withSharedOptions, type CommandContext, type SharedOptions } from './context.ts';
import { CannotError, UsageError } from './failure.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';
import { deliver, planOutput, type OutputWords } from './report-output.ts';

interface ReportOptions extends SharedOptions, PeriodWords, OutputWords {
  readonly inside?: boolean;
  readonly site?: string;
  readonly compare?: string;
  readonly limit?: string;
}

export function register(command: Command): void {
  withSharedOptions(command)
    .argument('[names...]', `reports (default: all): ${REPORTS.map((report) => report.name).join(', ')}`)
    .option('--inside', 'exact and bounded facts as they are, marked INTERNAL')
    .option('--site <id>', 'site, where several are configured')
    .option('--period <period>', 'day, ISO week, month, quarter, year, last-week, last-month, last-quarter, last-year (default: the latest month with a sealed day)')
    .option('--from <day>', 'first day, together with --to')
    .option('--to <day>', 'last day')
    .option('--compare <with>', 'previous or year: a second period beside the first')
    .option('--limit <n>', 'at most so many rows of each ranked table')
    .option('--table <name>', 'one table only')
    .option('--format <format>', 'html, json, csv or table')
    .option('--out <path>', 'a file, or a folder for CSV files')
    .option('--excel', 'CSV with a byte order mark')
    .option('--locale <tag>', 'number format, as de-DE')
    .action(async (names: string[], options: ReportOptions) => { await report(names, options, openContext(options)); });
}

async function report(names: readonly string[], options: ReportOptions, context: CommandContext): Promise<void> {
  const definitions = chooseReports(names, options.table);
  const site = chooseSite(context.config, options.site);
  const output = planOutput(options, definitions, process.stdout.isTTY === true, context.json);
  const limit = wholeNumber(options.limit);
  if (options.compare !== undefined && !['previous', 'year'].includes(options.compare)) throw new UsageError('--compare takes previous or year');
  if (options.inside !== true) context.note('headcount: there are no releases yet, so these are the facts as they are: INTERNAL, not to be published (say --inside to silence this)');

  const db = await openSeals(context.data);
  try {
    await refuseChangedZone(context, db);
    const days = (await db.rows('select distinct period from seals where site = ? order by period', [site.id])).map((row) => String(row['period'])).filter(isDay);
    const period = periodOf(options, days, new Zone(context.config.timeZone).day(Date.now()), site.id);
    const bounds = await recordedBounds(db, { site: site.id, ...period });
    const request: ReportRequest = {
      site: site.id, from: period.from, to: period.to, timeZone: context.config.timeZone, k: context.config.k, bounds, currency: site.currency,
      ...(limit === undefined ? {} : { limit }),
      ...(options.compare === undefined ? {} : { compare: options.compare === 'year' ? yearBefore(period) : previousPeriod(period) }),
    };
    const facts = new Set(definitions.flatMap((definition) => definition.tables.map((table) => table.fact)));
    const stretches = [period, ...(request.compare === undefined ? [] : [request.compare])];
    await holdFacts(db, context.data, FACTS.filter((fact) => fact.name === 'days'), { site: site.id, stretches: [...stretches, previousPeriod(period)] });
    await holdFacts(db, context.data, FACTS.filter((fact) => fact.name !== 'days' && facts.has(fact.name)), { site: site.id, stretches });
    const run = (definition: ReportDefinition, asked: ReportRequest = request) => runReport(definition, asked, db, loadSql);
    await deliver(output, { context, site, definitions, period, request, run });
  } finally {
    db.close();
  }
}

/** The reports named; where none is, those that have the table, else all. */
function chooseReports(names: readonly string[], table: string | undefined): readonly ReportDefinition[] {
  const known = REPORTS.map((definition) => definition.name).join(', ');
  const having = REPORTS.filter((definition) => definition.tables.some((one) => one.name === table));
  return names.length === 0 ? (having.length > 0 ? having : REPORTS) : [...new Set(names)].map((name) => {
    const found = REPORTS.find((definition) => definition.name === name);
    if (found === undefined) throw new UsageError(`there is no report of that name: choose from ${known}`);
    return found;
  });
}

function periodOf(words: PeriodWords, days: readonly string[], today: string, site: string): Period {
  const choice = choosePeriod(words, days.at(-1) ?? today, today);
  if ('problem' in choice) throw new UsageError(choice.problem);
  const { from, to } = choice.period;
  if (days.length === 0) throw new CannotError(`no day of ${site} is sealed yet: collect or import, then run headcount seal`);
  if (days.some((day) => day >= from && day <= to)) return choice.period;
  throw new CannotError(`no sealed day of ${site} from ${from} to ${to}; sealed are ${listDays(days)}`);
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new UsageError('--limit takes a whole number from 1');
  return Number(text);
}
