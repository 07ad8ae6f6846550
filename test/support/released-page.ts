/** Released reports and pages for tests, from releases. */
import { RELEASED_TABLES } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import type { StoredRelease } from '#core/disclosure/stored-release';
import type { NameRules } from '#core/names/name-rules';
import { ALL_NAMES } from '#core/report/released-names';
import type { ReleasedReport } from '#core/report/figures';
import { previousPeriod, type Period } from '#core/report/period';
import { runReleased } from '#core/report/run-released';
import { renderReleasedHtml, type ReleasedPageRequest } from '#render/html/released/render-released-html';

export interface Asked {
  readonly period: Period;
  readonly names?: readonly string[];
  readonly compare?: boolean;
  /** Which names are shown. @default all that were drawn */
  readonly shown?: NameRules;
}

/** Returns the reports of a period, all by default. */
export function releasedReports(
  releases: readonly StoredRelease[],
  { period, names, compare, shown = ALL_NAMES }: Asked,
): readonly ReleasedReport[] {
  const before = previousPeriod(period);
  return REPORTS.filter((report) => names?.includes(report.name) ?? true).map((definition) =>
    runReleased(
      definition,
      {
        site: 'shop',
        from: period.from,
        to: period.to,
        timeZone: 'Europe/Berlin',
        names: shown,
        ...(compare === true ? { compare: { from: before.from, to: before.to } } : {}),
      },
      releases,
      RELEASED_TABLES,
    ),
  );
}

/** The request that the command will make to the renderer. */
export function pageRequest(releases: readonly StoredRelease[], asked: Asked): ReleasedPageRequest {
  const { period } = asked;
  const before = previousPeriod(period);
  const [report] = releasedReports(releases, { period: before, names: ['audience'] });
  const [compared] = releasedReports(releases, { period, names: ['audience'], compare: true });
  if (report === undefined || compared === undefined) throw new Error('no audience report');
  return {
    reports: releasedReports(releases, asked),
    definitions: REPORTS,
    period,
    siteName: 'Lens & Light',
    annotations: [{ day: '2026-10-14', text: 'trade fair' }],
    locale: 'en',
    previous: { period: before, report, compared },
  };
}

export function releasedPage(releases: readonly StoredRelease[], asked: Asked): Promise<string> {
  return renderReleasedHtml(pageRequest(releases, asked));
}
