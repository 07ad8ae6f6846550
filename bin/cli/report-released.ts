/** `headcount report`: from releases alone, fit to publish. It opens no fact, so no exact figure can come in. */
import { listDays } from '#core/report/choose-period';
import type { ReportDefinition } from '#core/report/definition';
import { previousPeriod, type Period } from '#core/report/period';
import { releasedPeriod } from '#core/report/released-period';
import { runReleased, type ReleasedRequest } from '#core/report/run-released';
import { RELEASED_TABLES } from '#queries/facts/catalogue';
import { readReleases } from '#runtime/local/release/release-files';
import { CannotError } from './failure.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';
import { deliver } from './report-output.ts';
import { comparedWith, periodAsked, type ReportAsked } from './report-words.ts';

/** Throws a CannotError where nothing of the period is released. */
export async function reportReleased(asked: ReportAsked): Promise<void> {
  const { context, site, definitions, words, output } = asked;
  await refuseChangedZone(context);
  const releases = readReleases(context.data, site.id);
  const period = periodOf(asked, releases.map((release) => release.days));
  const compare = comparedWith(words, period);
  const request: ReleasedRequest = {
    site: site.id, from: period.from, to: period.to, timeZone: context.config.timeZone,
    ...(words.limit === undefined ? {} : { limit: words.limit }), ...(compare === undefined ? {} : { compare }),
  };
  if (releasedPeriod(period.from, period.to, releases).days.length === 0) throw new CannotError(nothing(asked, releases.map((release) => release.days), period));
  const run = (definition: ReportDefinition, one: ReleasedRequest = request) => runReleased(definition, one, releases, RELEASED_TABLES);
  await deliver(output, { context, reports: definitions.map((definition) => run(definition)), terminal: () => { throw new CannotError('not yet'); }, html: () => Promise.reject(new CannotError('not yet')) });
  void previousPeriod;
}

function periodOf(asked: ReportAsked, days: readonly (readonly string[])[]): Period {
  const period = periodAsked(asked, days.flat().toSorted().at(-1));
  if (days.length === 0) throw new CannotError(nothing(asked, days, period));
  return period;
}

function nothing({ site }: ReportAsked, days: readonly (readonly string[])[], { from, to }: Period): string {
  if (days.length === 0) return `nothing of ${site.id} is released yet: run headcount seal and then headcount release, or say --inside for the exact figures, which are not to be published`;
  return `nothing of ${site.id} is released from ${from} to ${to}; released are ${listDays([...new Set(days.flat())].toSorted())}`;
}
