/** `headcount release`: draws every due release once and prints its cost. */
import { Option, type Command } from 'commander';
import { collectsLive } from '#core/seal/plan-seals';
import { Zone } from '#core/time/zone';
import { chooseSites, openContext, withSharedOptions } from './context.ts';
import { openOperator } from './open-operator.ts';
import { parsePeriod, type ReleaseOptions } from './release-words.ts';
import { printReleases } from './released-lines.ts';
import { withTarget } from './target.ts';

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .option('--month <month>', 'one month, as 2026-11, with its days (default: everything due)')
    .option('--day <day>', 'the totals of one day (default: everything due)')
    .option('--site <id>', 'one site (default: all)')
    .addOption(new Option('--by-clock', 'only sites that collect live, as the server does').hideHelp())
    .action(release);
}

async function release(options: ReleaseOptions): Promise<void> {
  const context = openContext(options);
  const operator = await openOperator(context, options);
  const period = parsePeriod(options, new Zone(context.config.timeZone).day(Date.now()));
  const byClock = options.byClock === true;
  const sites = chooseSites(context.config, options.site, (site) => !byClock || collectsLive(site));
  const outcome = await operator.release({ sites, ...(period === undefined ? {} : { named: period }) });
  printReleases(context, { sites, byClock, named: period }, outcome);
}
