/** `headcount plan`: predicts the precision of each released table before anything is drawn. */
import type { Command } from 'commander';
import { PROFILES, type ProfileName } from '#core/disclosure/profiles';
import {
  planRelease,
  roundToOneDigit,
  chooseTablesToLeaveOut,
  TOTALS_ONLY_BELOW,
  type PlannedTable,
} from '#core/disclosure/release-plan';
import { CannotError, UsageError } from '#core/operator/failures';
import { FACTS } from '#queries/facts/catalogue';
import { loadCompiledConfig } from '#runtime/node/load-config';
import {
  chooseSite,
  openContext,
  withSharedOptions,
  type CommandContext,
  type SharedOptions,
} from './context.ts';
import { openOperator } from './open-operator.ts';
import { withTarget, type TargetOptions } from './target.ts';

interface PlanOptions extends SharedOptions, TargetOptions {
  readonly site?: string;
  readonly visitorsPerDay?: string;
}

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .option('--site <id>', 'site, where several are configured (default: the only one)')
    .option('--visitors-per-day <n>', 'size of the site (default: roughly the last 28 sealed days)')
    .action(async (options: PlanOptions) => {
      await plan(options, openContext(options));
    });
}

async function plan(options: PlanOptions, context: CommandContext): Promise<void> {
  const { id } = chooseSite(context.config, options.site);
  const visitors =
    options.visitorsPerDay === undefined
      ? await estimateVisitors(context, options, id)
      : parseVisitors(options.visitorsPerDay);
  const site = loadCompiledConfig(context.config, context.configFolder).site(id);
  if (site === undefined) throw new UsageError(`no site ${id}`);
  const tables = Object.fromEntries(
    Object.values(PROFILES).map((profile) => [
      profile.name,
      planRelease(FACTS, site, context.config.bounds, profile, visitors),
    ]),
  ) as Record<ProfileName, readonly PlannedTable[]>;
  const leaveOut = Object.fromEntries(
    Object.entries(tables).map(([name, planned]) => [name, chooseTablesToLeaveOut(planned)]),
  );
  const totalsOnly = visitors * 30 < TOTALS_ONLY_BELOW;
  if (context.json)
    context.print(
      JSON.stringify({
        site: id,
        visitors_per_day: visitors,
        visitor_days_a_month: visitors * 30,
        totals_only: totalsOnly,
        profiles: tables,
        leave_out: leaveOut,
      }),
    );
  else context.print(formatText(id, visitors, totalsOnly, tables, leaveOut, context.config.release.profile));
}

function parseVisitors(text: string): number {
  const visitors = Number(text);
  if (!/^\d{1,9}$/.test(text) || visitors < 1)
    throw new UsageError('--visitors-per-day takes a whole number from 1');
  return visitors;
}

/** Rounds the mean to one significant digit: a plan needs no more, and no exact figure is revealed. */
async function estimateVisitors(
  context: CommandContext,
  options: PlanOptions,
  site: string,
): Promise<number> {
  const visitors = await (await openOperator(context, options)).recentVisitors(site);
  if (visitors.length === 0)
    throw new CannotError(`no day of ${site} is sealed yet: give the size with --visitors-per-day`);
  return Math.max(1, roundToOneDigit(visitors.reduce((sum, day) => sum + day, 0) / visitors.length));
}

function formatText(
  site: string,
  visitors: number,
  totalsOnly: boolean,
  tables: Record<ProfileName, readonly PlannedTable[]>,
  leaveOut: Record<string, readonly string[]>,
  chosen: ProfileName,
): string {
  const head = ['table', 'figure', 'leading cell', 'error', 'strict', 'shown from', ''];
  const rows = tables.default.map((table, index) => {
    const strict = tables.strict[index];
    const shownFrom = [table.floor, table.threshold].filter((least) => least !== null);
    return [
      `${table.table} (${table.level})`,
      table.measure.replaceAll('_', ' '),
      String(table.leading),
      formatError(table.relative_error),
      formatError(strict?.relative_error ?? Infinity),
      shownFrom.length === 0 ? '' : String(Math.min(...shownFrom)),
      (chosen === 'strict' ? strict : table)?.leave_out === true ? 'leave out' : '',
    ];
  });
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = [head, ...rows].map((row) =>
    row
      .map((cell, column) =>
        column > 1 && column < 6 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const omitted = leaveOut[chosen] ?? [];
  return [
    `${site}: roughly ${visitors} visitors per day, ${visitors * 30} visitor-days per month. Error: half of the 95 % interval of a leading cell, default profile (rho .074) and strict (.020).`,
    ...lines,
    totalsOnly ? `Below ${TOTALS_ONLY_BELOW} visitor-days per month only totals are meaningful.` : '',
    omitted.length === 0
      ? 'No table needs to be left out.'
      : `To leave out tables that are not worth their privacy cost, add to the site's configuration: "leaveOut": ${JSON.stringify(omitted)}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function formatError(part: number): string {
  if (!Number.isFinite(part) || part > 9.99) return '> 999 %';
  return `± ${(part * 100).toFixed(part < 0.1 ? 1 : 0)} %`;
}
