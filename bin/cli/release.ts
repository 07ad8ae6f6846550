/** `headcount release`: draws what is due, once, and prints what it cost. It may not draw: runtime/local/release does. */
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { countFigure } from '#core/report/released-figure';
import { releaseCost, releaseDelta, type StoredRelease } from '#core/disclosure/stored-release';
import { PRINTED_DELTA } from '#core/disclosure/profiles';
import { epsilonOf } from '#core/disclosure/zcdp';
import { isDay, parsePeriod } from '#core/report/period';
import { Zone } from '#core/time/zone';
import { FACTS } from '#queries/facts/catalogue';
import { LockHeldError } from '#runtime/local/lock';
import { rho } from '#core/disclosure/budget-ledger';
import { releaseDue, type ReleaseRun } from '#runtime/local/release/release-due';
import { readReleases } from '#runtime/local/release/release-files';
import { collectsLive } from '#core/seal/plan-seals';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import { loadCompiledConfig } from '#runtime/node/load-config';
import { loadSql } from '#runtime/node/package-root';
import { systemBits } from '#runtime/node/random-bits';
import { chooseSite, openContext, withSharedOptions, type CommandContext, type SharedOptions } from './context.ts';
import { CannotError, UsageError } from './failure.ts';
import { publishMonths } from './publish-months.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';

interface ReleaseOptions extends SharedOptions {
  readonly month?: string;
  readonly day?: string;
  readonly site?: string;
  readonly byClock?: boolean;
}

export function register(command: Command): void {
  withSharedOptions(command)
    .option('--month <month>', 'one month, as 2026-11, with its days (default: all that is due)')
    .option('--day <day>', 'the totals of one day')
    .option('--site <id>', 'one site (default: all)')
    .addOption(new Option('--by-clock', 'only sites that collect live, as the server does').hideHelp())
    .action(async (options: ReleaseOptions) => { await release(options, openContext(options)); });
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
  if (named !== undefined && empty.length === sites.length) throw new CannotError(`no day of ${named.period} is sealed for ${empty.join(', ')}: import or collect, then run headcount seal`);
  const told = sites.flatMap((site) => toTell(readReleases(context.data, site), named?.period, new Set(drawn.filter((one) => one.site === site).map((one) => one.period))));
  if (context.json) context.print(JSON.stringify({ releases: told.map(({ release: one, now }) => asJson(one, now)) }));
  else if (told.length === 0) context.note('headcount: nothing is due: no day is sealed yet');
  else for (const one of told) context.print(asLine(one.release, one.now));
  for (const page of pages) context.note(`published: ${join(context.data.reports, page)}`);
  if (refused.length === 0) return;
  const why = refused.map((error) => error.message).join('; ');
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

/** What was named; else the latest month with its days, and all that was drawn now. The same whether it was drawn now or before. */
function toTell(releases: readonly StoredRelease[], named: string | undefined, drawn: ReadonlySet<string>): readonly { release: StoredRelease; now: boolean }[] {
  const latest = releases.map((one) => one.period.slice(0, 7)).toSorted().at(-1);
  const about = named ?? latest ?? '';
  return releases.filter((one) => one.period === about || (about.length === 7 && one.period.startsWith(about)) || drawn.has(one.period)).map((one) => ({ release: one, now: drawn.has(one.period) }));
}

function figuresOf(release: StoredRelease): Record<string, { value: number; low: number; high: number }> {
  const table = release.tables.find((one) => one.keys.length === 0);
  return Object.fromEntries((table?.measures ?? []).map((measure) => [measure.name, countFigure({ value: table?.cells[0]?.noisy[measure.name] ?? 0, variance: measure.variance })]));
}

function asJson(release: StoredRelease, now: boolean): Record<string, unknown> {
  const cost = releaseCost(release);
  return {
    site: release.site, period: release.period, level: release.level, drawn: now ? 'now' : 'before', days: release.days.length, catalogue: release.catalogue, profile: release.profile,
    rho: cost * 1e-9, epsilon: epsilonOf(cost * 1e-9, PRINTED_DELTA), delta: PRINTED_DELTA, threshold_delta: releaseDelta(release), figures: figuresOf(release),
  };
}

function asLine(release: StoredRelease, now: boolean): string {
  const visitors = figuresOf(release)['visitors'];
  const cost = releaseCost(release);
  const said = visitors === undefined ? '' : `about ${visitors.value} visitor-days (${visitors.low} to ${visitors.high}); `;
  return `${release.period} ${release.site}: ${said}${now ? 'drawn now' : 'drawn before'}, cost rho ${rho(cost)} (epsilon ${epsilonOf(cost * 1e-9, PRINTED_DELTA).toFixed(2)} at delta ${PRINTED_DELTA}) for each visitor-day in it`;
}
