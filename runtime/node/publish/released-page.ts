/**
 * Assembles a released page: the reports of a period, compared with the period before where that is released. It may
 * not open a fact.
 */
import type { StoredRelease } from '#core/disclosure/stored-release';
import type { SiteConfig } from '#core/config/schema';
import type { ReportDefinition } from '#core/report/definition';
import type { ReleasedReport } from '#core/report/figures';
import { previousPeriod, type Period } from '#core/report/period';
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
}

/** Renders the HTML of `reports`, which were run over the same releases. */
export async function releasedPage(
  { site, timeZone, definitions, measures, period, releases, locale }: ReleasedPageRequest,
  reports: readonly ReleasedReport[],
): Promise<string> {
  // Loaded lazily: the plotting library takes longer to start than everything else.
  const { renderReleasedHtml } = await import('#render/html/released/render-released-html');
  const audience = definitions.find((definition) => definition.name === 'audience');
  const before = previousPeriod(period);
  const run = (definition: ReportDefinition, { from, to }: Period, compare?: Period) =>
    runReleased(
      definition,
      {
        site: site.id,
        from,
        to,
        timeZone,
        unmeasured: unmeasuredBy(site),
        ...(compare === undefined ? {} : { compare }),
      },
      releases,
      measures,
    );
  const comparable =
    audience !== undefined && releasedPeriod(before.from, before.to, releases).days.length > 0;
  return await renderReleasedHtml({
    reports,
    definitions,
    period,
    siteName: site.name ?? site.id,
    annotations: site.annotations,
    locale,
    ...(comparable
      ? {
          previous: {
            period: before,
            report: run(audience, before),
            compared: run(audience, period, before),
          },
        }
      : {}),
  });
}
