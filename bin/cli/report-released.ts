/**
 * `headcount report`: reports from releases only, fit to publish. It opens no fact, so that no exact figure can slip
 * in.
 */
import { Zone } from '#core/time/zone';
import { rulesBySite } from '#core/names/name-rules';
import { comparedRange } from '#core/report/compared-period';
import { formatDays } from '#core/report/choose-period';
import type { Period } from '#core/report/period';
import { releasedPeriod } from '#core/report/released-period';
import { unmeasuredBy } from '#core/report/unmeasured';
import { runReleased, type ReleasedRequest } from '#core/report/run-released';
import { RELEASED_TABLES } from '#queries/facts/catalogue';
import { loadCompiledConfig } from '#runtime/node/load-config';
import { releasedPage } from '#runtime/node/publish/released-page';
import { renderReleasedTerminal } from '#render/render-released-terminal';
import { renderJson } from '#render/render-json';
import { CannotError } from '#core/operator/failures';
import { deliver } from './report-output.ts';
import { resolveComparison, resolvePeriod, type ReportCommand } from './report-words.ts';

/** Prints or writes the reports; throws a CannotError if nothing of the period is released. */
export async function reportReleased(command: ReportCommand): Promise<void> {
  const { context, site, definitions, words, output } = command;
  await command.lake.refuseChangedZone();
  if (output.table !== undefined && !RELEASED_TABLES.has(output.table))
    throw new CannotError(
      `${output.table} is not released (docs/accuracy.md explains why): use --inside to see it; do not publish it`,
    );
  const releases = await command.lake.readReleases(site.id);
  const days = [...new Set(releases.flatMap((release) => release.days))].toSorted();
  const period = resolvePeriod(command, days.at(-1));
  if (days.length === 0)
    throw new CannotError(
      `nothing is released for ${site.id} yet: run ${command.lake.advice.seal} and then ${command.lake.advice.release}, or use --inside for the exact figures, which must not be published`,
    );
  if (releasedPeriod(period.from, period.to, releases).days.length === 0)
    throw new CannotError(nothingReleased(site.id, days, period));
  const compared = resolveComparison(command, period, days);
  const compare = compared === undefined ? undefined : comparedRange(compared);
  const { timeZone } = context.config;
  const names = rulesBySite(
    loadCompiledConfig(context.config, context.configFolder),
    await command.lake.readDecisions(),
  )(site.id);
  const request: ReleasedRequest = {
    site: site.id,
    from: period.from,
    to: period.to,
    unmeasured: unmeasuredBy(site),
    timeZone,
    names,
    simulated: command.lake.simulated,
    ...(words.limit === undefined ? {} : { limit: words.limit }),
    ...(compare === undefined ? {} : { compare }),
  };
  await deliver(output, {
    context,
    reports: definitions.map((definition) => runReleased(definition, request, releases, RELEASED_TABLES)),
    json: renderJson,
    terminal: (shown) => renderReleasedTerminal(shown, output.locale),
    html: (shown) =>
      releasedPage(
        {
          site,
          timeZone,
          definitions,
          measures: RELEASED_TABLES,
          period,
          releases,
          names,
          locale: output.locale ?? 'en',
          today: new Zone(timeZone).day(Date.now()),
          ...(compared === undefined ? {} : { compared }),
        },
        shown,
      ),
  });
}

function nothingReleased(site: string, days: readonly string[], { from, to }: Period): string {
  return `nothing is released for ${site} from ${from} to ${to}; released days: ${formatDays(days)}`;
}
