/**
 * How many page views lie on pages that a site does not list, said before its days are sealed: what is listed when the
 * first day of a month is sealed is a public cell of it, what comes later passes the threshold. It may not name a page.
 */
import { namesOfMonth, type ListedNames, type SealWithNames } from '../disclosure/listed-names.ts';
import type { DayToSeal } from './plan-seals.ts';

/** Page views of a site's month that are on unlisted pages. */
export interface UnlistedViews {
  readonly site: string;
  /** YYYY-MM. */
  readonly month: string;
  /** Rounded to two significant digits. */
  readonly pageViews: number;
  /** Whether no day of the month is sealed with its listed names, so that what gets listed now is a public cell. */
  readonly canBeListed: boolean;
}

/** Page views of one page in a site's month. */
export interface PageViews {
  readonly site: string;
  readonly month: string;
  readonly path: string;
  readonly views: number;
}

/** What decides which pages of a site's month are listed. */
export interface Listing {
  /** Rows of `seals`, as far as they say which names are kept. */
  readonly seals: readonly SealWithNames[];
  /** Names that the site lists now; undefined for a site that is not configured. */
  listedNow(site: string): ListedNames | undefined;
  /** Reads the names kept under a digest. */
  kept(digest: string): ListedNames | Promise<ListedNames>;
}

/** Adds up the page views on unlisted pages by site and month, in this order; months without any are left out. */
export async function unlistedViews(
  rows: readonly PageViews[],
  { seals, listedNow, kept }: Listing,
): Promise<readonly UnlistedViews[]> {
  const found: UnlistedViews[] = [];
  const months = [...new Set(rows.map(({ site, month }) => `${site} ${month}`))].toSorted();
  for (const [site = '', month = ''] of months.map((key) => key.split(' '))) {
    const digest = namesOfMonth(seals, site, `${month}-01`);
    const names = digest === undefined ? listedNow(site) : await kept(digest);
    if (names === undefined) continue;
    const listed = new Set(names.published);
    const views = rows
      .filter((row) => row.site === site && row.month === month && !listed.has(row.path))
      .reduce((sum, row) => sum + row.views, 0);
    if (views > 0) found.push({ site, month, pageViews: roughly(views), canBeListed: digest === undefined });
  }
  return found;
}

/** Rounds to two significant digits. */
export function roughly(count: number): number {
  return Number(count.toPrecision(2));
}

/** Returns the planned days of each site as stretches of days that follow each other in the plan. */
export function plannedStretches(
  days: readonly DayToSeal[],
  isNext: (day: string, after: string) => boolean,
): readonly { readonly site: string; readonly from: string; readonly to: string }[] {
  const stretches: { site: string; from: string; to: string }[] = [];
  const open = new Map<string, (typeof stretches)[number]>();
  for (const { day, sites } of days)
    for (const { site } of sites) {
      const last = open.get(site);
      if (last !== undefined && isNext(day, last.to)) last.to = day;
      else {
        const stretch = { site, from: day, to: day };
        open.set(site, stretch);
        stretches.push(stretch);
      }
    }
  return stretches;
}
