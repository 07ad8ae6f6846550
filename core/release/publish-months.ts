/**
 * Publishes released months as files that suit a public web server: one folder per month, and an index. It opens
 * releases only. An existing page is rewritten only when its month is named. The same releases produce the same bytes.
 */
import type { Config, SiteConfig } from '../config/schema.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';
import type { MonthPage, PageStore } from './page-store.ts';

/** A month, and everything its page is made from. */
export interface MonthToPublish {
  readonly site: SiteConfig;
  readonly timeZone: string;
  /** The release of the month. */
  readonly month: StoredRelease;
  /** All releases of the site, including that of the month. */
  readonly releases: readonly StoredRelease[];
}

export interface MonthFiles {
  readonly json: string;
  readonly csv: string;
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
  readonly makeFiles: (month: MonthToPublish) => Promise<MonthFiles>;
  readonly makeIndex: (months: readonly IndexedMonth[]) => Promise<string>;
  /** One month, YYYY-MM, whose page is rebuilt from its releases. @default the months that have no page */
  readonly month?: string;
}

export interface PublishOutcome {
  /** False where time ran out; the next run continues. */
  readonly done: boolean;
  /** Pages that this run wrote, as 2026-03/shop.html. */
  readonly pages: readonly string[];
}

/** Writes the missing page of every released month of these sites, then the index. */
export async function publishMonths(run: PublishRun): Promise<PublishOutcome> {
  const { store, sites, month } = run;
  const released = await store.releasedPeriods(sites.map((site) => site.id));
  const existing = await store.listPages();
  const names = new Set((existing ?? []).map(nameOf));
  const written: MonthPage[] = [];
  let done = true;
  for (const site of sites) {
    const periods = released.get(site.id) ?? [];
    const isWanted = (candidate: string) =>
      month === undefined ? !names.has(nameOf({ site: site.id, month: candidate })) : candidate === month;
    const months = periods.filter((period) => period.length === 7 && isWanted(period));
    const releases = months.length === 0 ? [] : await store.readReleases(site.id, periods);
    for (const release of releases.filter(({ period }) => months.includes(period))) {
      done &&= store.hasTime();
      if (!done) break;
      written.push(await publishMonth(run, site, release, releases));
    }
  }
  if (existing !== undefined || written.length > 0) await writeIndex(run, [...(existing ?? []), ...written]);
  return { done, pages: written.map(nameOf) };
}

async function publishMonth(
  { store, config, makeFiles }: PublishRun,
  site: SiteConfig,
  month: StoredRelease,
  releases: readonly StoredRelease[],
): Promise<MonthPage> {
  const { json, csv, html } = await makeFiles({ site, timeZone: config.timeZone, month, releases });
  const page = { site: site.id, month: month.period };
  await store.writePage(page, [
    { ending: 'json', content: json },
    { ending: 'csv', content: csv },
    { ending: 'parquet', content: await store.readRows(month) },
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
