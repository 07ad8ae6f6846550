/** `headcount live`: prints the live page's snapshot for the operator. It may not show more than the page does. */
import type { Command } from 'commander';
import { UsageError } from '#core/operator/failures';
import type { LiveView } from '#core/operator/live-view';
import type { InsideReport } from '#core/report/figures';
import { renderTerminal } from '#render/render-terminal';
import { openContext, withSharedOptions, type CommandContext, type SharedOptions } from './context.ts';
import { openOperator } from './open-operator.ts';
import { withTarget, type TargetOptions } from './target.ts';

interface LiveOptions extends SharedOptions, TargetOptions {
  readonly format?: string;
}

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .option('--format <format>', 'json or table (default: table)')
    .action(live);
}

async function live(options: LiveOptions): Promise<void> {
  const { format } = options;
  const context = openContext(options);
  if (format !== undefined && format !== 'json' && format !== 'table')
    throw new UsageError('--format takes json or table');
  if (context.json && format === 'table')
    throw new UsageError('--json and --format contradict each other: give one');
  const operator = await openOperator(context, options);
  const { view, omissions } = await operator.live();
  for (const line of omissions) context.note(`headcount: ${line}`);
  if (context.json || format === 'json') context.print(JSON.stringify(view));
  else print(context, view);
}

function print(context: CommandContext, { live, reports }: LiveView): void {
  context.note(
    `INTERNAL: unsealed days, as of ${live.day} ${String(live.hour).padStart(2, '0')}:00 to ${String(live.hour + 1).padStart(2, '0')}:00 ${live.timeZone}, for the operator`,
  );
  for (const hint of live.hints ?? []) context.note(`headcount: ${hint}`);
  for (const site of live.sites) {
    const books = Object.entries(site.books)
      .map(([outcome, items]) => `${outcome} ${items}`)
      .join(', ');
    context.note(`${site.site}: ${site.received} events received${books === '' ? '' : ` (${books})`}`);
  }
  if (live.visitors === 0) {
    context.note(
      live.k === 1 ? 'nobody yet' : `too few to show: figures appear once there are ${live.k} visitor-days`,
    );
    return;
  }
  // The cast is safe: the live view's reports come from runReport over unsealed facts, so they are inside tables.
  context.print(renderTerminal(reports as readonly InsideReport[]));
}
