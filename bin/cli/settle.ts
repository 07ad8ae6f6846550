/** `headcount settle`: folds the detail that a month's release did not publish, and merges the month's small days. */
import { Option, type Command } from 'commander';
import { CannotError } from '#core/operator/failures';
import type { SettleOutcome } from '#core/operator/settle-request';
import { formatDays } from '#core/report/choose-period';
import { collectsLive } from '#core/seal/plan-seals';
import type { SettledMonth } from '#core/settle/month-state';
import { addDays, Zone } from '#core/time/zone';
import {
  chooseSites,
  openContext,
  withSharedOptions,
  type CommandContext,
  type SharedOptions,
} from './context.ts';
import { parseMonth } from './day-words.ts';
import { openOperator } from './open-operator.ts';
import { formatPreview } from './settle-preview-lines.ts';
import { withTarget, type TargetOptions } from './target.ts';

interface SettleOptions extends SharedOptions, TargetOptions {
  readonly month?: string;
  readonly site?: string;
  readonly byClock?: boolean;
  readonly dryRun?: boolean;
}

/**
 * Months are released within days of their end and late days are sealed within weeks, so the server's own run need not
 * look back further.
 */
const LOOK_BACK_DAYS = 100;

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .option('--month <month>', 'one month, as 2026-11 (default: every one that is released)')
    .option('--site <id>', 'one site (default: all)')
    .option('--dry-run', 'say what would become (other) or be merged, and change nothing')
    .addOption(new Option('--by-clock', 'only sites that collect live, as the server does').hideHelp())
    .action(settle);
}

async function settle(options: SettleOptions): Promise<void> {
  const { month, byClock = false, dryRun = false } = options;
  const context = openContext(options);
  const operator = await openOperator(context, options);
  const today = new Zone(context.config.timeZone).day(Date.now());
  if (month !== undefined) parseMonth('--month', month);
  const sites = chooseSites(context.config, options.site, (site) => !byClock || collectsLive(site));
  const outcome = await operator.settle({
    sites,
    ...(month === undefined ? {} : { month }),
    preview: dryRun,
    ...(byClock ? { since: addDays(today, -LOOK_BACK_DAYS).slice(0, 7) } : {}),
  });
  if (month !== undefined && outcome.released === 0)
    throw new CannotError(
      `${month} of ${sites.join(', ')} is not released, and only a released month can be settled: run headcount release first`,
    );
  if (dryRun) printPreviews(context, outcome);
  else printOutcome(context, outcome);
}

function printOutcome(context: CommandContext, { settled, released }: SettleOutcome): void {
  if (context.json) context.print(JSON.stringify({ settled }));
  else if (settled.length === 0)
    context.note(
      released === 0
        ? 'headcount: nothing to settle: no month is released yet'
        : 'headcount: nothing to settle: every released month is settled',
    );
  else for (const month of settled) context.print(formatLine(month));
}

function printPreviews(context: CommandContext, { previews, released }: SettleOutcome): void {
  if (context.json) context.print(JSON.stringify({ inside: true, previews }));
  else if (previews.length === 0)
    context.note(
      released === 0
        ? 'headcount: nothing to settle: no month is released yet'
        : 'headcount: nothing would be settled: every released month is settled',
    );
  else for (const preview of previews) context.print(formatPreview(preview));
  context.note('headcount: nothing was changed: this was a dry run');
}

function formatLine({ site, month, folded, merged }: SettledMonth): string {
  const rows = Object.entries(folded).map(([fact, count]) => `${count} of ${fact}`);
  const parts = [
    rows.length === 0 ? '' : `rows folded to (other): ${rows.join(', ')}`,
    merged.length === 0 ? '' : `merged into the month: ${formatDays(merged)}`,
  ].filter((part) => part !== '');
  return `${month} ${site}: ${parts.join('; ')}`;
}
