/**
 * Publishes released months as files that suit a public web server: one folder per month, and an index. It opens
 * releases only. An existing page is rewritten when its month is named, or when it shows other names than may be shown
 * now. The same releases and the same approved names produce the same bytes.
 */
import type { Config, SiteConfig } from '../config/schema.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';
import type { NameRules } from '../names/name-rules.ts';
import { markIn, shownNames } from './name-mark.ts';
import type { MonthPage, PageStore } from './page-store.ts';

/** A month, and everything its page is made from. */
export interface MonthToPublish {
  readonly site: SiteConfig;
  readonly timeZone: string;
  /** The release of the month. */
  readonly month: StoredRelease;
  /** All releases of the site, including that of the month. */
  readonly releases: readonly StoredRelease[];
  readonly names: NameRules;
  /** Stands in the page, and tells which names it shows; empty where it shows all that were drawn. */
  readonly mark: string;
}

export interface MonthFiles {
  readonly json: string;
  readonly csv: string;
  /** The rows of the release, as drawn. */
  readonly parquet: Uint8Array;
  readonly html: string;
}

/** An entry of the index. */
export interface IndexedMonth extends MonthPage {
  /** The site's name, or its id. */
  readonly name: string;
}

export interface PublishRun {
  readonly store: PageStore;
  readonly config: Config;
  readonly sites: readonly SiteConfig[];
  /** Which names of a site are shown. */
  readonly namesOf: (site: SiteConfig) => NameRules;
  /** Returns a short text, different for different texts. */
  readonly digest: (text: string) => string;
  readonly makeFiles: (month: MonthToPublish) => Promise<MonthFiles>;
  readonly makeIndex: (months: readonly IndexedMonth[]) => Promise<string>;
  /**
   * One month, YYYY-MM, whose page is rebuilt from its releases. @default the months without a page, or whose page
   * shows other names than may be shown now
   */
  readonly month?: string;
}

export interface PublishOutcome {
  /** False where time ran out; the next run continues. */
  readonly done: boolean;
  /** Pages that this run wrote, as 2026-03/shop.html. */
  readonly pages: readonly string[];
}

/** Writes the missing and outdated pages of the released months of these sites, then the index. */
export async function publishMonths(run: PublishRun): Promise<PublishOutcome> {
  const { store, sites } = run;
  const released = await store.releasedPeriods(sites.map((site) => site.id));
  const existing = await store.listPages();
  const names = new Set((existing ?? []).map(nameOf));
  const written: MonthPage[] = [];
  let done = true;
  for (const site of sites) {
    const periods = released.get(site.id) ?? [];
    const months = await wantedMonths(run, site, periods, names);
    const releases = months.size === 0 ? [] : await store.readReleases(site.id, periods);
    for (const release of releases) {
      const mark = months.get(release.period);
      if (mark === undefined) continue;
      done &&= store.hasTime();
      if (!done) break;
      written.push(await publishMonth(run, site, { month: release, releases, mark }));
    }
  }
  if (existing !== undefined || written.length > 0) await writeIndex(run, [...(existing ?? []), ...written]);
  return { done, pages: written.map(nameOf) };
}

/** Returns the months whose page has to be written, each with the mark that it gets. */
async function wantedMonths(
  { store, month: named, namesOf, digest }: PublishRun,
  site: SiteConfig,
  periods: readonly string[],
  existing: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const months = periods.filter((period) => period.length === 7 && (named ?? period) === period);
  const names = namesOf(site);
  const wanted = new Map<string, string>();
  for (const release of await store.readReleases(site.id, months)) {
    const page = { site: site.id, month: release.period };
    const shown = shownNames(release, names);
    const mark = shown === undefined ? '' : digest(shown);
    const isCurrent =
      named === undefined &&
      existing.has(nameOf(page)) &&
      markIn((await store.readPage(page)) ?? '') === mark;
    if (!isCurrent) wanted.set(release.period, mark);
  }
  return wanted;
}

async function publishMonth(
  { store, config, makeFiles, namesOf }: PublishRun,
  site: SiteConfig,
  release: Pick<MonthToPublish, 'month' | 'releases' | 'mark'>,
): Promise<MonthPage> {
  const { json, csv, parquet, html } = await makeFiles({
    ...release,
    site,
    timeZone: config.timeZone,
    names: namesOf(site),
  });
  const page = { site: site.id, month: release.month.period };
  await store.writePage(page, [
    { ending: 'json', content: json },
    { ending: 'csv', content: csv },
    { ending: 'parquet', content: parquet },
    // Last: a page counts as published once this file exists.
    { ending: 'html', content: html },
  ]);
  return page;
}

async function writeIndex(
  { store, config, makeIndex }: PublishRun,
  pages: readonly MonthPage[],
): Promise<void> {
  const byName = new Map(pages.map((page) => [nameOf(page), page]));
  const months = [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, page]) => page);
  const siteName = (id: string) => config.sites.find((site) => site.id === id)?.name ?? id;
  await store.writeIndex(await makeIndex(months.map((page) => ({ ...page, name: siteName(page.site) }))));
}

function nameOf({ site, month }: MonthPage): string {
  return `${month}/${site}.html`;
}
