/** `headcount live`: the live page's snapshot, for the operator. It may not tell more than the page does. */
import type { Command } from 'commander';
import { DEMO_CONFIG } from '#core/config/parse-config';
import type { ReportData } from '#core/report/report';
import { FACTS } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { heldLine } from '#core/seal/held-back';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { readWaiting } from '#runtime/local/journal/read-waiting';
import { LiveView } from '#runtime/local/live/live-view';
import type { LiveStretch } from '#runtime/local/live/snapshot';
import { heldBySegments } from '#runtime/local/seal/held-arrivals';
import { closeDataDir } from '#runtime/local/prepare-data-dir';
import { loadSql } from '#runtime/node/package-root';
import { renderTerminal } from '#runtime/node/render/render-terminal';
import type { InsideTables } from '#core/report/figures';
import { isAws, withTarget, type TargetOptions } from './aws/target.ts';
import { openContext, withSharedOptions, type CommandContext, type SharedOptions } from './context.ts';
import { UsageError } from './failure.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';

export interface LiveOptions extends SharedOptions, TargetOptions {
  readonly format?: string;
}

interface Told {
  readonly live: {
    readonly visitors: number;
    readonly k: number;
    readonly day: string;
    readonly hour: number;
    readonly timeZone: string;
    readonly sites: readonly LiveStretch[];
    readonly hints?: readonly string[];
  };
  readonly reports: readonly ReportData[];
}

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .option('--format <format>', 'json or table (default: table)')
    .action(async (options: LiveOptions) => {
      await live(openContext(options), options);
    });
}

async function live(context: CommandContext, options: LiveOptions): Promise<void> {
  const { format } = options;
  if (format !== undefined && format !== 'json' && format !== 'table')
    throw new UsageError('--format takes json or table');
  if (context.json && format === 'table')
    throw new UsageError('--json and --format contradict each other: give one');
  if (isAws(options)) {
    const text = await (await import('./aws/live-on-aws.ts')).liveOnAws(context, options);
    if (context.json || format === 'json') context.print(text);
    else print(context, JSON.parse(text) as Told);
    return;
  }
  const { data, config } = context;
  closeDataDir(data);
  await refuseChangedZone(context);
  const db = await openDuckDb({ memoryLimit: '1GB', scratch: data.scratch });
  try {
    const text = await new LiveView({ facts: FACTS, reports: REPORTS, loadSql }).ask(
      { db, data, config },
      { now: Date.now(), demo: config === DEMO_CONFIG },
    );
    const { unread } = await readWaiting(db, data);
    for (const one of heldBySegments(config, unread)) context.note(`headcount: not in it: ${heldLine(one)}`);
    if (context.json || format === 'json') context.print(text);
    else print(context, JSON.parse(text) as Told);
  } finally {
    db.close();
  }
}

function print(context: CommandContext, told: Told): void {
  const { live } = told;
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
      live.k === 1 ? 'nobody yet' : `still too few to show: figures appear from ${live.k} visitor-days on`,
    );
    return;
  }
  // Inside by origin: the live view's reports come from runReport over unsealed facts.
  context.print(renderTerminal(told.reports as readonly InsideTables[]));
}
