/** Days that are not sealed because a damaged file may hold rows of them. */
import type { Damage } from '../damage/damaged-file-error.ts';
import { addDays, type Zone } from '../time/zone.ts';

/** A damaged file, with the days that it holds back. */
export interface HeldBack extends Damage {
  /** Local days, ascending. */
  readonly days: readonly string[];
  /** Sites whose days are held back; absent: every site. */
  readonly sites?: readonly string[];
}

/** Whether a site's day is held back. */
export function isHeldBack(heldBack: readonly HeldBack[], site: string, day: string): boolean {
  return heldBack.some((file) => file.days.includes(day) && file.sites?.includes(site) !== false);
}

/** Describes a damaged file and the days that it holds back, in words. */
export function describeHeldBack({ file, reason, days, sites }: HeldBack): string {
  const siteList = sites === undefined ? '' : ` of ${sites.join(', ')}`;
  return `${days.length === 0 ? 'no day' : `${days.join(', ')}${siteList}`}: ${file} ${reason}`;
}

/** Returns the local days that overlap a UTC day, ascending. */
export function overlappingLocalDays(zone: Zone, utcDay: string): readonly string[] {
  const start = Date.parse(`${utcDay}T00:00:00Z`);
  const [first, last] = [zone.day(start), zone.day(start + 86_400_000 - 1)];
  const days = [first];
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** A server with the key of the site may date an event up to 24 hours back. */
const MAX_KEYED_AGE_MS = 86_400_000;

/**
 * Returns the days that a damaged file of live rows holds back. `days` are the local days on which its rows arrived;
 * for a site with a key, the day before is included, because its server may date events itself.
 */
export function liveHeldBack(
  damage: Damage,
  days: readonly string[],
  zone: Zone,
  sites: readonly { readonly id: string; readonly keyFile?: string | undefined }[],
): readonly HeldBack[] {
  const first = days[0];
  const keyedSites = sites.filter((site) => site.keyFile !== undefined).map((site) => site.id);
  const back = first === undefined ? undefined : zone.day(zone.startOfDay(first) - MAX_KEYED_AGE_MS);
  if (first === undefined || back === undefined || keyedSites.length === 0) return [{ ...damage, days }];
  const before: string[] = [];
  for (let day = back; day < first; day = addDays(day, 1)) before.push(day);
  return [
    { ...damage, days },
    { ...damage, days: before, sites: keyedSites },
  ];
}

/** Returns the damaged files with the days that they still hold back: a sealed day is no longer held back. */
export function remainingHeldBack(
  heldBack: readonly HeldBack[],
  siteIds: readonly string[],
  sealed: readonly { readonly site: string; readonly day: string }[],
): readonly HeldBack[] {
  const isSealed = new Set(sealed.map((row) => `${row.day} ${row.site}`));
  return heldBack.map((entry) => ({
    ...entry,
    days: entry.days.filter((day) =>
      (entry.sites ?? siteIds).some((site) => !isSealed.has(`${day} ${site}`)),
    ),
  }));
}
