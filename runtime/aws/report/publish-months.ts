/**
 * The monthly reports kept for good below `reports/` of the facts bucket, fit to be put on a public web server as they are:
 * a folder a month, an index. It opens releases alone; a page that is there is never written again unless it is named.
 */
import type { Config } from '#core/config/schema';
import type { MonthFiles, PublishedCatalogue } from '#runtime/node/publish/month-files';
import type { StoredRelease } from '#core/disclosure/stored-release';
import type { Objects } from '../lake/objects.ts';
import { publishedPeriods, readReleases } from '../release/release-objects.ts';

export interface PublishRun {
  readonly facts: Objects;
  readonly config: Config;
  readonly catalogue: PublishedCatalogue;
  readonly monthFiles: (
    asked: {
      readonly site: Config['sites'][number];
      readonly timeZone: string;
      readonly month: StoredRelease;
      readonly releases: readonly StoredRelease[];
    },
    catalogue: PublishedCatalogue,
  ) => Promise<MonthFiles>;
  readonly parquet: (release: StoredRelease) => Uint8Array;
  readonly index: (
    entries: readonly { readonly site: string; readonly name: string; readonly month: string }[],
  ) => Promise<string>;
  /** One month, YYYY-MM, made again from its releases; absent: those that are missing. */
  readonly month?: string;
  /** Milliseconds left of this invocation. */
  readonly left: () => number;
}

export interface PublishOutcome {
  /** False: invoke it again to go on. */
  readonly done: boolean;
  /** Pages written now, as 2026-03/shop.html. */
  readonly pages: readonly string[];
}

const PAGE = /^reports\/(\d{4}-\d{2})\/([^/]+)\.html$/;
const ENOUGH_TIME = 60_000;

/** Writes what is missing of every released month, then the index. The same releases give the same bytes, so that two runs at once do no harm. */
export async function publishMonths({
  facts,
  config,
  catalogue,
  monthFiles,
  parquet,
  index,
  month,
  left,
}: PublishRun): Promise<PublishOutcome> {
  const published = await publishedPeriods(facts);
  const there = new Set((await facts.list('reports/')).map(({ key }) => key));
  const pages: string[] = [];
  let done = true;
  for (const site of config.sites) {
    const periods = published.get(site.id) ?? [];
    const missing = periods.filter(
      (period) =>
        period.length === 7 &&
        (month === undefined ? !there.has(`reports/${period}/${site.id}.html`) : period === month),
    );
    if (missing.length === 0) continue;
    const releases = await readReleases(facts, site.id, periods);
    for (const period of missing) {
      if (left() < ENOUGH_TIME) {
        done = false;
        break;
      }
      const release = releases.find((one) => one.period === period);
      if (release === undefined) continue;
      const files = await monthFiles(
        { site, timeZone: config.timeZone, month: release, releases },
        catalogue,
      );
      const at = `reports/${period}/${site.id}`;
      await facts.put(`${at}.json`, files.json, 'application/json');
      await facts.put(`${at}.csv`, files.csv, 'text/csv; charset=utf-8');
      await facts.put(`${at}.parquet`, parquet(release), 'application/vnd.apache.parquet');
      // Last, since it stands for all of them.
      await facts.put(`${at}.html`, files.html, 'text/html; charset=utf-8');
      there.add(`${at}.html`);
      pages.push(`${period}/${site.id}.html`);
    }
  }
  const entries = [...there].toSorted().flatMap((key) => {
    const [, of, site] = PAGE.exec(key) ?? [];
    return of === undefined || site === undefined
      ? []
      : [{ site, name: config.sites.find((one) => one.id === site)?.name ?? site, month: of }];
  });
  if (entries.length > 0)
    await facts.put('reports/index.html', await index(entries), 'text/html; charset=utf-8');
  return { done, pages };
}
