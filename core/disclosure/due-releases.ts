/** Selects the releases that are due. It may not see a figure: it only looks at which days are sealed. */
import { periodAround } from '../report/period.ts';

export interface SiteDays {
  readonly site: string;
  /** Sealed days, ascending. */
  readonly sealedDays: readonly string[];
  /**
   * Sealed days whose visitors two salts made: one of them may count twice, so that no noise covers it. They enter no
   * release. @default none
   */
  readonly doubledDays?: readonly string[];
  /** Days that a scheduled seal may still seal. */
  readonly openDays: readonly string[];
  /** Days and months already drawn. */
  readonly drawnPeriods: ReadonlySet<string>;
}

export interface DuePeriod {
  readonly site: string;
  readonly period: string;
  readonly level: 'day' | 'month';
  readonly from: string;
  readonly to: string;
  /** The sealed days of the period, without those that it leaves out. */
  readonly days: readonly string[];
  /** Days that it leaves out, since two salts made their visitors; absent where there is none. */
  readonly doubled?: readonly string[];
}

/**
 * Returns every sealed day but the doubled ones, then every month that is over and has no day that a scheduled seal may
 * still seal; the days of a month come before the month. `today` is the local day.
 */
function dueReleases(site: SiteDays, today: string): readonly DuePeriod[] {
  const sealedDays = singleDays(site);
  const days = sealedDays.map((day) => dayPeriod(site.site, day));
  const months = [...new Set(sealedDays.map((day) => day.slice(0, 7)))]
    .map((month) => monthPeriod(site, month))
    .filter(
      (month) => month.to < today && !site.openDays.some((day) => day >= month.from && day <= month.to),
    );
  return [...days, ...months].filter((due) => !site.drawnPeriods.has(due.period));
}

function singleDays({
  sealedDays,
  doubledDays = [],
}: Pick<SiteDays, 'sealedDays' | 'doubledDays'>): readonly string[] {
  return sealedDays.filter((day) => !doubledDays.includes(day));
}

function dayPeriod(site: string, day: string): DuePeriod {
  return { site, period: day, level: 'day', from: day, to: day, days: [day] };
}

/** A month with the days that are sealed now; later days never enter it once it is drawn. */
function monthPeriod(site: Pick<SiteDays, 'site' | 'sealedDays' | 'doubledDays'>, month: string): DuePeriod {
  const { from, to } = periodAround('month', `${month}-01`);
  const doubled = (site.doubledDays ?? []).filter((day) => day >= from && day <= to);
  return {
    site: site.site,
    period: month,
    level: 'month',
    from,
    to,
    days: singleDays(site).filter((day) => day >= from && day <= to),
    ...(doubled.length === 0 ? {} : { doubled }),
  };
}

/** One day or month, selected by name. */
export interface NamedPeriod {
  readonly period: string;
  readonly level: 'day' | 'month';
}

export interface ChosenReleases {
  readonly due: readonly DuePeriod[];
  /** Sites without a sealed day in the named period. */
  readonly emptySites: readonly string[];
  /** Sites with sealed days in the named period, or at all, each of which is left out since two salts made it. */
  readonly doubledSites: readonly string[];
}

/**
 * Returns everything that is due, or only the named period (a month together with its days), even if the clock could
 * still seal days of it. Periods already drawn are skipped.
 */
export function chooseReleases(
  sites: readonly SiteDays[],
  named: NamedPeriod | undefined,
  today: string,
): ChosenReleases {
  const isDoubled = (site: SiteDays) => isLeftOut(site, named?.period ?? '');
  const doubledSites = sites.filter(isDoubled).map(({ site }) => site);
  if (named === undefined)
    return { due: sites.flatMap((site) => dueReleases(site, today)), emptySites: [], doubledSites };
  const candidates = sites.map((site) => {
    const month = monthPeriod(site, named.period.slice(0, 7));
    return { site, month, days: month.days.filter((day) => named.level === 'month' || day === named.period) };
  });
  return {
    due: candidates
      .filter(({ days }) => days.length > 0)
      .flatMap(({ site, month, days }) =>
        [...days.map((day) => dayPeriod(site.site, day)), ...(named.level === 'month' ? [month] : [])].filter(
          (due) => !site.drawnPeriods.has(due.period),
        ),
      ),
    emptySites: candidates
      .filter(({ site, days }) => days.length === 0 && !isDoubled(site))
      .map(({ site }) => site.site),
    doubledSites,
  };
}

/** Whether days of a period (a day, a month, or '' for all) are sealed, and two salts made each of them. */
function isLeftOut({ sealedDays, doubledDays = [] }: SiteDays, period: string): boolean {
  const sealed = sealedDays.filter((day) => day.startsWith(period));
  return sealed.length > 0 && sealed.every((day) => doubledDays.includes(day));
}
