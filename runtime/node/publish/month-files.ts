/** Makes the files of a site's published month from its releases alone. It may not open a fact. */
import type { ReportDefinition } from '#core/report/definition';
import type { MonthFiles, MonthToPublish } from '#core/release/publish-months';
import { withShownNames } from '#core/names/name-rules';
import { periodAround } from '#core/report/period';
import type { ReleasedMeasures } from '#core/report/released-tables';
import { unmeasuredBy } from '#core/report/unmeasured';
import { runReleased } from '#core/report/run-released';
import { renderJson } from '#render/render-json';
import { renderReleasedCsv } from '#render/render-released-csv';
import { releaseParquet } from './release-parquet.ts';
import { releasedPage } from './released-page.ts';

/** Reports and measures of queries/, passed in by the program that assembles everything. */
export interface PublishedCatalogue {
  readonly reports: readonly ReportDefinition[];
  readonly measures: ReleasedMeasures;
  /** Whether the visitors are simulated. @default false */
  readonly simulated?: boolean;
}

/**
 * Renders the JSON, CSV and HTML of a month, all three from the same tables, and its rows as Parquet: names that are
 * not shown are in none of them.
 */
export async function monthFiles(
  { site, timeZone, month, releases, names, mark }: MonthToPublish,
  { reports: definitions, measures, simulated = false }: PublishedCatalogue,
): Promise<MonthFiles> {
  const period = periodAround('month', `${month.period}-01`);
  const reports = definitions.map((definition) =>
    runReleased(
      definition,
      {
        site: site.id,
        from: period.from,
        to: period.to,
        timeZone,
        simulated,
        names,
        unmeasured: unmeasuredBy(site),
      },
      releases,
      measures,
    ),
  );
  return {
    json: renderJson(reports),
    csv: renderReleasedCsv(reports),
    parquet: releaseParquet(withShownNames(month, names)),
    html: await releasedPage(
      { site, timeZone, definitions, measures, period, releases, locale: 'en', names, mark },
      reports,
    ),
  };
}
