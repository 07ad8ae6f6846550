/**
 * Assembles a released page: the reports of a period, compared with the period before where that is released. It may
 * not open a fact.
 */
import type { StoredRelease } from '#core/disclosure/stored-release';
import type { SiteConfig } from '#core/config/schema';
import type { ReportDefinition } from '#core/report/definition';
import type { ReleasedReport } from '#core/report/figures';
import {
  comparedPeriod,
  comparedRange,
  type ComparedPeriod,
  type ComparedRange,
} from '#core/report/compared-period';
import type { NameRules } from '#core/names/name-rules';
import type { Period } from '#core/report/period';
import { releasedPeriod } from '#core/report/released-period';
import type { ReleasedMeasures } from '#core/report/released-tables';
import { unmeasuredBy } from '#core/report/unmeasured';
import { runReleased } from '#core/report/run-released';

export interface ReleasedPageRequest {
  readonly site: SiteConfig;
  readonly timeZone: string;
  readonly definitions: readonly ReportDefinition[];
  /** The released tables. */
  readonly measures: ReleasedMeasures;
  readonly period: Period;
  readonly releases: readonly StoredRelease[];
  readonly locale: string;
  /** Which names are shown. */
  readonly names: NameRules;
  /** The mark of a published page. @default none */
  readonly mark?: string;
  /** The local day, where the period may be under way. @default the period is over */
  readonly today?: string;
  /** The period that the charts show beside it. @default the one before */
  readonly compared?: ComparedPeriod;
}

/** Renders the HTML of `reports`, which were run over the same releases. */
export async function releasedPage(
  {
    site,
    timeZone,
    definitions,
    measures,
    period,
    releases,
    locale,
    names,
    mark,
    today = '9999-12-31',
    compared,
  }: ReleasedPageRequest,
  reports: readonly ReleasedReport[],
): Promise<string> {
  // Loaded lazily: the plotting library takes longer to start than everything else.
  const { renderReleasedHtml } = await import('#render/html/released/render-released-html');
  const audience = definitions.find((definition) => definition.name === 'audience');
  const days = releases
    .filter(({ level }) => level === 'day')
    .map((release) => release.period)
    .toSorted();
  const before = comparedPeriod(period, 'previous', { days, today });
  const run = (definition: ReportDefinition, { from, to }: Period, compare?: ComparedRange) =>
    runReleased(
      definition,
      {
        site: site.id,
        from,
        to,
        timeZone,
        names,
        unmeasured: unmeasuredBy(site),
        ...(compare === undefined ? {} : { compare }),
      },
      releases,
      measures,
    );
  const comparable =
    audience !== undefined && releasedPeriod(before.period.from, before.period.to, releases).days.length > 0;
  const drawn = compared ?? (comparable ? before : undefined);
  return await renderReleasedHtml({
    reports,
    definitions,
    period,
    siteName: site.name ?? site.id,
    annotations: site.annotations,
    locale,
    ...(mark === undefined ? {} : { mark }),
    ...(comparable
      ? {
          previous: {
            period: before.period,
            report: run(audience, before.period),
            compared: run(audience, period, comparedRange(before)),
          },
        }
      : {}),
    ...(audience === undefined || drawn === undefined
      ? {}
      : { earlier: { period: drawn.period, report: run(audience, drawn.period) } }),
  });
}
