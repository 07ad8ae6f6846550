/** `headcount settle`: folds what a month's release did not publish, merges its small days. It may not settle: runtime/local/settle does. */
import { Option, type Command } from 'commander';
import { listDays } from '#core/report/choose-period';
import { addDays, Zone } from '#core/time/zone';
import { FACTS } from '#queries/facts/catalogue';
import { LockHeldError } from '#runtime/local/lock';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import { collectsLive } from '#core/seal/plan-seals';
import type { Settled } from '#core/settle/month-state';
import { SettleMismatchError } from '#core/settle/settle-checks';
import { settleMonths, type SettleOutcome, type SettleRun } from '#runtime/local/settle/settle-months';
import { loadCompiledConfig } from '#runtime/node/load-config';
import { loadSql } from '#runtime/node/package-root';
import { isAws, withTarget, type TargetOptions } from './aws/target.ts';
import {
  chooseSite,
  openContext,
  withSharedOptions,
  type CommandContext,
  type SharedOptions,
} from './context.ts';
import { monthWord } from './day-words.ts';
import { isNoRoom } from './no-room.ts';
import { CannotError } from './failure.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';

export interface SettleOptions extends SharedOptions, TargetOptions {
  readonly month?: string;
  readonly site?: string;
  readonly byClock?: boolean;
}

/** Days that the server's own run looks back: a month is released within days of its end, and late days come within weeks. */
const LOOK_BACK = 100;

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .option('--month <month>', 'one month, as 2026-11 (default: every one that is released)')
    .option('--site <id>', 'one site (default: all)')
    .addOption(new Option('--by-clock', 'only sites that collect live, as the server does').hideHelp())
    .action(async (options: SettleOptions) => {
      await (isAws(options) ? (await import('./aws/settle-on-aws.ts')).settleOnAws : settle)(
        options,
        openContext(options),
      );
    });
}

async function settle({ month, site, byClock }: SettleOptions, context: CommandContext): Promise<void> {
  if (month !== undefined) monthWord('--month', month);
  const sites =
    site === undefined
      ? context.config.sites.filter((one) => byClock !== true || collectsLive(one)).map((one) => one.id)
      : [chooseSite(context.config, site).id];
  prepareDataDir(context.data);
  await refuseChangedZone(context);
  const { settled, released } = await attempt(context, {
    data: context.data,
    config: loadCompiledConfig(context.config, context.configFolder),
    facts: FACTS,
    loadSql,
    sites,
    ...(month === undefined ? {} : { month }),
    ...(byClock === true
      ? { since: addDays(new Zone(context.config.timeZone).day(Date.now()), -LOOK_BACK).slice(0, 7) }
      : {}),
    onSettled: (one, done, of) => {
      if (process.stderr.isTTY) context.note(`settled ${one.site} ${one.month} (${done} of ${of})`);
    },
  });
  tellSettled(context, { month, sites, settled, released });
}

/** What there is to tell of a run. */
export interface SettleTold extends SettleOutcome {
  readonly month: string | undefined;
  readonly sites: readonly string[];
}

/** Prints it; throws a CannotError where what was named is not released. */
export function tellSettled(context: CommandContext, { month, sites, settled, released }: SettleTold): void {
  if (month !== undefined && released === 0)
    throw new CannotError(
      `${month} of ${sites.join(', ')} is not released, and only what is released is settled: run headcount release first`,
    );
  if (context.json) context.print(JSON.stringify({ settled }));
  else if (settled.length === 0)
    context.note(
      released === 0
        ? 'headcount: nothing to settle: no month is released yet'
        : 'headcount: nothing to settle: every released month is',
    );
  else for (const one of settled) context.print(asLine(one));
}

async function attempt(context: CommandContext, run: SettleRun): Promise<SettleOutcome> {
  try {
    return await settleMonths(run);
  } catch (error) {
    if (error instanceof LockHeldError)
      throw new CannotError(
        `a seal, a release or another settlement is running on ${context.data.root}${error.pid === undefined ? '' : ` (process ${error.pid})`}: wait for it`,
      );
    if (error instanceof SettleMismatchError)
      throw new CannotError(`the books do not balance, nothing of that month was replaced: ${error.message}`);
    if (isNoRoom(error))
      throw new CannotError(
        'there is no room on the disk or in memory; readers see what they saw: make room and settle again',
      );
    throw error;
  }
}

function asLine({ site, month, folded, merged }: Settled): string {
  const rows = Object.entries(folded).map(([fact, count]) => `${count} of ${fact}`);
  const told = [
    rows.length === 0 ? '' : `rows folded to (other): ${rows.join(', ')}`,
    merged.length === 0 ? '' : `merged into the month: ${listDays(merged)}`,
  ].filter((part) => part !== '');
  return `${month} ${site}: ${told.join('; ')}`;
}
