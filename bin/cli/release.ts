/** `headcount release`: draws what is due, once, and prints what it cost. It may not draw: runtime/local/release does. */
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { Zone } from '#core/time/zone';
import { FACTS, RELEASED_TABLES } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { LockHeldError } from '#runtime/local/lock';
import { publishMonths } from '#runtime/local/release/publish-months';
import { releaseDue, type ReleaseRun } from '#runtime/local/release/release-due';
import { readReleases } from '#runtime/local/release/release-files';
import { collectsLive } from '#core/seal/plan-seals';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import { loadCompiledConfig } from '#runtime/node/load-config';
import { loadSql } from '#runtime/node/package-root';
import { systemBits } from '#runtime/node/random-bits';
import { isAws, withTarget } from './aws/target.ts';
import { periodNamed, type ReleaseOptions } from './release-words.ts';
import { tellReleases } from './released-lines.ts';
import { chooseSite, openContext, withSharedOptions, type CommandContext } from './context.ts';
import { isNoRoom } from './no-room.ts';
import { CannotError } from './failure.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .option('--month <month>', 'one month, as 2026-11, with its days (default: all that is due)')
    .option('--day <day>', 'the totals of one day')
    .option('--site <id>', 'one site (default: all)')
    .addOption(new Option('--by-clock', 'only sites that collect live, as the server does').hideHelp())
    .action(async (options: ReleaseOptions) => {
      await (isAws(options) ? (await import('./aws/release-on-aws.ts')).releaseOnAws : release)(
        options,
        openContext(options),
      );
    });
}

async function release(options: ReleaseOptions, context: CommandContext): Promise<void> {
  const today = new Zone(context.config.timeZone).day(Date.now());
  const named = periodNamed(options, today);
  const sites =
    options.site === undefined
      ? context.config.sites
          .filter((site) => options.byClock !== true || collectsLive(site))
          .map((site) => site.id)
      : [chooseSite(context.config, options.site).id];
  prepareDataDir(context.data);
  await refuseChangedZone(context);
  const run: ReleaseRun = {
    data: context.data,
    config: loadCompiledConfig(context.config, context.configFolder),
    facts: FACTS,
    loadSql,
    bits: systemBits(),
    today,
    sites,
    ...(named === undefined ? {} : { named }),
    onReleased: (one, done, of) => {
      if (process.stderr.isTTY) context.note(`released ${one.site} ${one.period} (${done} of ${of})`);
    },
  };
  const { drawn, refused, empty } = await attempt(context, () => releaseDue(run));
  const pages = await attempt(context, () =>
    publishMonths(
      context.data,
      context.config,
      context.config.sites.filter((site) => sites.includes(site.id)),
      { reports: REPORTS, measures: RELEASED_TABLES },
    ),
  );
  const releases = new Map(sites.map((site) => [site, readReleases(context.data, site)]));
  tellReleases(context, {
    options,
    named,
    sites,
    drawn,
    refused: refused.map((error) => error.message),
    empty,
    releases,
    pages: pages.map((page) => join(context.data.reports, page)),
  });
}

async function attempt<T>(context: CommandContext, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof LockHeldError)
      throw new CannotError(
        `another release is running on ${context.data.root}${error.pid === undefined ? '' : ` (process ${error.pid})`}: wait for it`,
      );
    if (isNoRoom(error))
      throw new CannotError(
        'there is no room on the disk or in memory; what was drawn is kept: make room and release again',
      );
    throw error;
  }
}
