/** `headcount budget`: prints how much of its privacy budget each day of data has spent on releases, and the rest. */
import type { Command } from 'commander';
import { formatGuarantee, guaranteeOf, type Guarantee } from '#core/disclosure/person-loss';
import { PROFILES, type Profile } from '#core/disclosure/profiles';
import {
  formatRho,
  spentNanorho,
  findUnbooked,
  type LedgerEntry,
  type PublishedPeriod,
} from '#core/disclosure/budget-ledger';
import { CannotError } from '#core/operator/failures';
import type { BudgetBooks } from '#core/operator/budget-books';
import {
  chooseSites,
  openContext,
  withSharedOptions,
  type CommandContext,
  type SharedOptions,
} from './context.ts';
import { openOperator } from './open-operator.ts';
import { withTarget, type TargetOptions } from './target.ts';

interface BudgetOptions extends SharedOptions, TargetOptions {
  readonly site?: string;
}

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .option('--site <id>', 'one site (default: all)')
    .action(async (options: BudgetOptions) => {
      const context = openContext(options);
      const operator = await openOperator(context, options);
      budget(options, context, await operator.budget());
    });
}

/** Prints the budget, then throws a CannotError if a published release has no entry in the ledger. */
function budget(options: BudgetOptions, context: CommandContext, { ledger, published }: BudgetBooks): void {
  const profile = PROFILES[context.config.release.profile];
  const budgetNanorho = profile.microrho * 1000;
  const sites = chooseSites(context.config, options.site);
  const days = sites.flatMap((site) =>
    daysOf(ledger, site).map((day) => {
      const spent = spentNanorho(ledger, site, day);
      const releases = ledger.filter((entry) => entry.site === site && entry.days.includes(day));
      return { site, day, spentNanorho: spent, leftNanorho: Math.max(0, budgetNanorho - spent), releases };
    }),
  );
  const missing = findUnbooked(ledger, published).filter(({ site }) => sites.includes(site));
  print(context, profile, days, missing);
  if (missing.length > 0)
    throw new CannotError(
      `${listFirst(missing)}: released, but not in the ledger, so these days have spent more than is shown: restore releases/ledger/ from a backup`,
    );
}

function print(
  context: CommandContext,
  profile: Profile,
  days: readonly SpentDay[],
  missing: readonly PublishedPeriod[],
): void {
  const whole = profile.microrho * 1000;
  if (context.json) {
    context.print(
      JSON.stringify({
        profile: profile.name,
        rho: whole / 1e9,
        unbooked: missing,
        days: days.map((day) => ({
          site: day.site,
          day: day.day,
          spent: day.spentNanorho / 1e9,
          left: day.leftNanorho / 1e9,
          ...guaranteeOfDay(day),
          releases: day.releases.map((entry) => ({
            period: entry.period,
            rho: entry.nanorho / 1e9,
            catalogue: entry.catalogue,
          })),
        })),
      }),
    );
    return;
  }
  context.note(
    `headcount: budget of profile ${profile.name}: rho ${formatRho(whole)} per visitor-day and site`,
  );
  if (days.length + missing.length === 0) context.note('headcount: nothing is released yet');
  for (const day of days) {
    context.print(
      `${day.day} ${day.site}: spent ${formatRho(day.spentNanorho)} (${day.releases.map((entry) => `${entry.period} ${formatRho(entry.nanorho)}`).join(', ')}), left ${formatRho(day.leftNanorho)}; ${formatGuarantee(guaranteeOfDay(day))}`,
    );
  }
}

/** Names the first three periods and counts the rest; `--json` lists all of them. */
function listFirst(missing: readonly PublishedPeriod[]): string {
  const first = missing.slice(0, 3).map(({ site, period }) => `${period} of ${site}`);
  return `${first.join(', ')}${missing.length > 3 ? ` and ${missing.length - 3} more` : ''}`;
}

interface SpentDay {
  readonly site: string;
  readonly day: string;
  readonly spentNanorho: number;
  readonly leftNanorho: number;
  readonly releases: readonly LedgerEntry[];
}

/** Returns what holds for one visitor-day of the day: the deltas of the thresholds it passed through add as rhos do. */
function guaranteeOfDay({ spentNanorho, releases }: SpentDay): Guarantee {
  return guaranteeOf(
    spentNanorho,
    releases.reduce((sum, { delta }) => sum + delta, 0),
  );
}

function daysOf(ledger: readonly LedgerEntry[], site: string): readonly string[] {
  return [
    ...new Set(ledger.filter((entry) => entry.site === site).flatMap((entry) => entry.days)),
  ].toSorted();
}
