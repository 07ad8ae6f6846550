/** `headcount release`: draws what is due, once, and prints what it cost. It may not draw: runtime/local/release does. */
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { isDay, parsePeriod } from '#core/report/period';
import { Zone } from '#core/time/zone';
import { FACTS } from '#queries/facts/catalogue';
import { LockHeldError } from '#runtime/local/lock';
import { releaseDue, type ReleaseRun } from '#runtime/local/release/release-due';
import { readReleases } from '#runtime/local/release/release-files';
import { collectsLive } from '#core/seal/plan-seals';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import { loadCompiledConfig } from '#runtime/node/load-config';
import { loadSql } from '#runtime/node/package-root';
import { systemBits } from '#runtime/node/random-bits';
import type { StoredRelease } from '#core/disclosure/stored-release';
import type { PublishOutcome } from '#runtime/aws/report/publish-months';
import type { ReleaseAnswer, ReleaseEvent } from '#runtime/aws/release/release-event';
import { publishedPeriods, readReleases as releasesOnAws } from '#runtime/aws/release/release-objects';
import { onAws } from './aws/deployment.ts';
import { invokeUntilDone } from './aws/invoke.ts';
import { isAws, withTarget, type TargetOptions } from './aws/target.ts';
import { releaseAsJson, releaseAsLine, releasesToTell } from './released-lines.ts';
import { chooseSite, openContext, withSharedOptions, type CommandContext, type SharedOptions } from './context.ts';
import { CannotError, UsageError } from './failure.ts';
import { publishMonths } from './publish-months.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';

interface ReleaseOptions extends SharedOptions, TargetOptions {
  readonly month?: string;
  readonly day?: string;
  readonly site?: string;
  readonly byClock?: boolean;
}

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .option('--month <month>', 'one month, as 2026-11, with its days (default: all that is due)')
    .option('--day <day>', 'the totals of one day')
    .option('--site <id>', 'one site (default: all)')
    .addOption(new Option('--by-clock', 'only sites that collect live, as the server does').hideHelp())
    .action(async (options: ReleaseOptions) => { await (isAws(options) ? releaseOnAws : release)(options, openContext(options)); });
}

async function release(options: ReleaseOptions, context: CommandContext): Promise<void> {
  const today = new Zone(context.config.timeZone).day(Date.now());
  const named = periodNamed(options, today);
  const sites = options.site === undefined
    ? context.config.sites.filter((site) => options.byClock !== true || collectsLive(site)).map((site) => site.id)
    : [chooseSite(context.config, options.site).id];
  prepareDataDir(context.data);
  await refuseChangedZone(context);
  const run: ReleaseRun = {
    data: context.data, config: loadCompiledConfig(context.config, context.configFolder), facts: FACTS, loadSql, bits: systemBits(), today, sites,
    ...(named === undefined ? {} : { named }),
    onReleased: (one, done, of) => { if (process.stderr.isTTY) context.note(`released ${one.site} ${one.period} (${done} of ${of})`); },
  };
  const { drawn, refused, empty } = await attempt(context, () => releaseDue(run));
  const pages = await attempt(context, () => publishMonths(context.data, context.config, context.config.sites.filter((site) => sites.includes(site.id))));
  const releases = new Map(sites.map((site) => [site, readReleases(context.data, site)]));
  tell(context, { options, named, sites, drawn, refused: refused.map((error) => error.message), empty, releases, pages: pages.map((page) => join(context.data.reports, page)) });
}

async function releaseOnAws(options: ReleaseOptions, context: CommandContext): Promise<void> {
  const named = periodNamed(options, new Zone(context.config.timeZone).day(Date.now()));
  const sites = options.site === undefined ? context.config.sites.map((site) => site.id) : [chooseSite(context.config, options.site).id];
  await onAws(context, options, async ({ lambda, outputs, facts }) => {
    const event: ReleaseEvent = { by: 'operator', does: 'release', sites, ...(named === undefined ? {} : { named }) };
    const answers = (await invokeUntilDone<ReleaseAnswer>(lambda, outputs('ReleaseFunction'), event, context)).flatMap((answer) => answer.release ?? []);
    const pages = (await invokeUntilDone<PublishOutcome>(lambda, outputs('ReportFunction'), {}, context)).flatMap((answer) => answer.pages);
    const published = await publishedPeriods(facts);
    const releases = new Map<string, readonly StoredRelease[]>();
    for (const site of sites) releases.set(site, await releasesOnAws(facts, site, published.get(site) ?? []));
    tell(context, {
      options, named, sites, releases, drawn: answers.flatMap((answer) => answer.drawn), refused: [...new Set(answers.flatMap((answer) => answer.refused))], empty: answers.at(-1)?.empty ?? [],
      pages: pages.map((page) => facts.uri(`reports/${page}`)),
    });
  });
}

interface Told {
  readonly options: ReleaseOptions;
  readonly named: ReleaseRun['named'];
  readonly sites: readonly string[];
  readonly drawn: readonly { readonly site: string; readonly period: string }[];
  readonly refused: readonly string[];
  readonly empty: readonly string[];
  /** Of each site, what is published. */
  readonly releases: ReadonlyMap<string, readonly StoredRelease[]>;
  readonly pages: readonly string[];
}

function tell(context: CommandContext, { options, named, sites, drawn, refused, empty, releases, pages }: Told): void {
  if (named !== undefined && empty.length === sites.length) throw new CannotError(`no day of ${named.period} is sealed for ${empty.join(', ')}: import or collect, then run headcount seal`);
  const told = sites.flatMap((site) => releasesToTell(releases.get(site) ?? [], named?.period, new Set(drawn.filter((one) => one.site === site).map((one) => one.period))));
  if (context.json) context.print(JSON.stringify({ releases: told.map(({ release: one, now }) => releaseAsJson(one, now)) }));
  else if (told.length === 0) context.note('headcount: nothing is due: no day is sealed yet');
  else for (const one of told) context.print(releaseAsLine(one.release, one.now));
  for (const page of pages) context.note(`published: ${page}`);
  if (refused.length === 0) return;
  const why = refused.join('; ');
  // The server's own run: there is nothing to try again, and nobody to answer to but the log.
  if (options.byClock === true) process.stderr.write(`headcount: ALARM: ${why}\n`);
  else throw new CannotError(`${why}: nothing was drawn for ${refused.length === 1 ? 'it' : 'them'}`);
}

function periodNamed({ month, day }: ReleaseOptions, today: string): ReleaseRun['named'] {
  if (month !== undefined && day !== undefined) throw new UsageError('give either --month or --day, not both');
  if (day !== undefined) {
    if (!isDay(day)) throw new UsageError('--day takes a day as 2026-11-23');
    return { period: day, level: 'day' };
  }
  if (month === undefined) return undefined;
  const period = parsePeriod(month, today);
  if (period?.kind !== 'month') throw new UsageError('--month takes a month as 2026-11');
  if (period.to >= today) throw new CannotError(`${month} is not over: days sealed after a month is drawn never enter it, so it can be drawn from the day after ${period.to} on`);
  return { period: month, level: 'month' };
}

async function attempt<T>(context: CommandContext, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof LockHeldError) throw new CannotError(`another release is running on ${context.data.root}${error.pid === undefined ? '' : ` (process ${error.pid})`}: wait for it`);
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC' || /no space left/i.test(String(error))) throw new CannotError('there is no room on the disk; what was drawn is kept: make room and release again');
    throw error;
  }
}
