/** Decides which sites of which days are sealed now. Pure: the state comes in, the plan comes out. */
import { UNKNOWN_SITE } from '../event/fields.ts';
import { addDays } from '../time/zone.ts';
import { fillDays, type ReadDays } from './fill-days.ts';
import { isHeldBack, type HeldBack } from './held-back.ts';
import { isLiveFile, type ArrivalPart } from './arrival-part.ts';

/** The settings that decide whether a site collects live; on AWS its key is known by a digest. */
export interface LiveSite {
  readonly id: string;
  readonly origins: readonly string[];
  readonly keyFile?: string | undefined;
  readonly keyDigest?: string | undefined;
}

export interface SiteToSeal {
  readonly site: string;
  /** Whether it collected live that day; otherwise its rows came from imports only. */
  readonly live: boolean;
}

export interface DayToSeal {
  readonly day: string;
  readonly sites: readonly SiteToSeal[];
}

export interface PlanInput {
  readonly config: { readonly sites: readonly LiveSite[] };
  readonly parts: readonly ArrivalPart[];
  /** Days already sealed, from `seals`. */
  readonly sealedDays: readonly { readonly site: string; readonly day: string; readonly live: boolean }[];
  /** Days that an unfinished import may add rows to. */
  readonly runningImports: readonly { readonly site: string; readonly days: readonly string[] }[];
  /**
   * Days that finished imports read lines of: they are sealed, and so are the days between them, even without a row.
   * @default none
   */
  readonly readDays?: readonly ReadDays[];
  /** Days of which a damaged file may hold rows. @default none */
  readonly heldBack?: readonly HeldBack[];
  /**
   * Days that an earlier seal held back: a quiet day among them is sealed once nothing holds it back any more. @default
   * none
   */
  readonly previouslyHeldBack?: readonly HeldBack[];
  /** Last day to seal. */
  readonly through: string;
  /** Whether to seal only the sites that collect live, as a scheduled seal does; an operator seals all. */
  readonly byClock: boolean;
}

export interface Plan {
  readonly days: readonly DayToSeal[];
  /** Skipped because of an unfinished import. */
  readonly waiting: readonly { readonly site: string; readonly day: string }[];
  /** Skipped because of a damaged file. */
  readonly heldBack: readonly { readonly site: string; readonly day: string }[];
}

/**
 * Plans the days in order. A site is included where it has arrivals of the day; a live site also without, from its
 * first live day on; one with imports every day from their first to their last.
 */
export function planSeals(input: PlanInput): Plan {
  const sealed = new Set(input.sealedDays.map((row) => key(row.site, row.day)));
  const wanted = new Map<string, { site: string; day: string; live: boolean }>();
  const addWanted = (site: string, day: string, live: boolean) => {
    if (day > input.through || sealed.has(key(site, day))) return;
    wanted.set(key(site, day), { site, day, live: live || wanted.get(key(site, day))?.live === true });
  };
  // The unknown site is sealed with any of its days.
  const liveSites = new Set([
    UNKNOWN_SITE,
    ...input.config.sites.filter(collectsLive).map((site) => site.id),
  ]);
  for (const part of input.parts) {
    if (!input.byClock || liveSites.has(part.site)) addWanted(part.site, part.day, isLiveFile(part.file));
  }
  for (const { site, days } of importedDays(input))
    if (!input.byClock || liveSites.has(site)) for (const day of days) addWanted(site, day, false);
  for (const site of input.config.sites.filter(collectsLive)) {
    for (const day of quietDays(site.id, input)) addWanted(site.id, day, true);
  }
  const importing = new Set(input.runningImports.flatMap((run) => run.days.map((day) => key(run.site, day))));
  const damagedFiles = input.heldBack ?? [];
  const heldBack = [...wanted.values()].filter((siteDay) =>
    isHeldBack(damagedFiles, siteDay.site, siteDay.day),
  );
  const all = [...wanted.values()].filter((siteDay) => !isHeldBack(damagedFiles, siteDay.site, siteDay.day));
  const ready = all.filter((siteDay) => !importing.has(key(siteDay.site, siteDay.day)));
  return {
    days: [...new Set(ready.map((siteDay) => siteDay.day))].toSorted().map((day) => ({
      day,
      sites: ready
        .filter((siteDay) => siteDay.day === day)
        .map(({ site, live }) => ({ site, live }))
        .toSorted((a, b) => (a.site < b.site ? -1 : 1)),
    })),
    waiting: all
      .filter((siteDay) => importing.has(key(siteDay.site, siteDay.day)))
      .map(({ site, day }) => ({ site, day })),
    heldBack: heldBack.map(({ site, day }) => ({ site, day })),
  };
}

/**
 * Returns, per site, the days that imports read and the days between these, or between them and days that an earlier
 * import sealed. None while an import of the site runs: it may bring lines of them.
 */
function importedDays({ readDays = [], runningImports, sealedDays }: PlanInput): readonly ReadDays[] {
  return [...new Set(readDays.map(({ site }) => site))]
    .filter((site) => !runningImports.some((run) => run.site === site))
    .map((site) => {
      const days = readDays.filter((read) => read.site === site).flatMap((read) => read.days);
      const earlier = sealedDays.filter((row) => row.site === site && !row.live).map((row) => row.day);
      return { site, days: [...days, ...fillDays([...earlier, ...days], new Set(days)).empty] };
    });
}

/** Whether a site collects live: it has origins or a key. */
export function collectsLive(site: Omit<LiveSite, 'id'>): boolean {
  return site.origins.length > 0 || site.keyFile !== undefined || site.keyDigest !== undefined;
}

/**
 * Returns every day since the site first collected live, with or without traffic. Imports do not count: a log from
 * years ago must not turn the years since then into days without visitors.
 */
function quietDays(
  site: string,
  { sealedDays, parts, through, previouslyHeldBack = [] }: PlanInput,
): string[] {
  const sealedLive = sealedDays
    .filter((row) => row.site === site && row.live)
    .map((row) => row.day)
    .toSorted();
  const lastSealed = sealedLive.at(-1);
  const firstRow = parts
    .filter((part) => part.site === site && isLiveFile(part.file))
    .map((part) => part.day)
    .toSorted()[0];
  const first = lastSealed === undefined ? firstRow : addDays(lastSealed, 1);
  const firstLiveDay = sealedLive[0] ?? firstRow ?? '9999-12-31';
  const days = previouslyHeldBack.flatMap((file) =>
    file.days.filter((day) => day > firstLiveDay && isHeldBack([file], site, day)),
  );
  for (let day = first ?? '9999-12-31'; day <= through; day = addDays(day, 1)) days.push(day);
  return days;
}

const key = (site: string, day: string) => `${day} ${site}`;
