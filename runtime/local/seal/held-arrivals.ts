/** Determines which days are held back by damaged arrivals and journal segments. */
import type { Config } from '#core/config/schema';
import type { Damage } from '#core/damage/damaged-file-error';
import { isDay } from '#core/report/period';
import type { ArrivalPart } from '#core/seal/arrival-part';
import { liveHeldBack, overlappingLocalDays, type HeldBack } from '#core/seal/held-back';
import { Zone } from '#core/time/zone';
import type { DataDir } from '../data-dir.ts';
import { readSoundImportStates } from '../import/import-state.ts';
import type { SegmentName } from '../journal/segment-name.ts';
import { importOf } from './running-imports.ts';

/**
 * Finds the days of each damaged file: from its rows where they are known, else from its name. A live file has the UTC
 * day of arrival in its name, a file of an import the day of its rows.
 */
export function heldBackByArrivals(
  data: DataDir,
  config: Config,
  damaged: readonly Damage[],
  parts: readonly ArrivalPart[],
): readonly HeldBack[] {
  const zone = new Zone(config.timeZone);
  return damaged.flatMap(({ file, reason }): readonly HeldBack[] => {
    const damage = { file: `arrivals/${file}`, reason };
    const fileParts = parts.filter((part) => part.file === file);
    if (fileParts.length > 0)
      return fileParts.map((part) => ({ ...damage, days: [part.day], sites: [part.site] }));
    const dt = file.slice(3, 13);
    if (!isDay(dt)) return [{ ...damage, days: [] }];
    const id = importOf(file);
    if (id === undefined) return liveHeldBack(damage, overlappingLocalDays(zone, dt), zone, config.sites);
    const site = readSoundImportStates(data).states.find((state) => state.id === id)?.site;
    return [
      { ...damage, days: overlappingLocalDays(zone, dt), ...(site === undefined ? {} : { sites: [site] }) },
    ];
  });
}

/** Finds the day of each damaged segment: a segment belongs to one local day, which is in its name. */
export function heldBackBySegments(config: Config, segments: readonly SegmentName[]): readonly HeldBack[] {
  const zone = new Zone(config.timeZone);
  return segments.flatMap(({ dt, localDay, random, state }) =>
    liveHeldBack(
      { file: `journal/${dt}.${localDay}.${random}.${state}`, reason: 'cannot be read line by line' },
      isDay(localDay) ? [localDay] : [],
      zone,
      config.sites,
    ),
  );
}
