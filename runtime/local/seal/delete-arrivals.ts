/** Deletes arrivals: counted ones, and unsealed ones after their retention. */
import { existsSync, lstatSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDay } from '#core/report/period';
import { addDays } from '#core/time/zone';
import type { DataDir } from '../data-dir.ts';
import { readSoundImportStates } from '../import/import-state.ts';
import { listClosedSegments } from '../journal/convert-segments.ts';
import { segmentFile } from '../journal/segment-name.ts';
import { syncFolder } from '../sync-folder.ts';
import { isLiveFile, type ArrivalPart } from '#core/seal/arrival-part';
import { listArrivalFiles } from './arrival-index.ts';
import { crashPoint } from './crash-point.ts';
import { findFullyCountedFiles, type SealStates } from '#core/seal/seal-run';
import { importOf } from './running-imports.ts';
import { writeSealState } from './seal-state.ts';

/** Deletes each file whose rows are all counted, and forgets runs whose files are gone. Returns the remaining parts. */
export function deleteCounted(
  data: DataDir,
  states: SealStates,
  parts: readonly ArrivalPart[],
): ArrivalPart[] {
  const counted = findFullyCountedFiles(states, parts);
  for (const file of counted) {
    removeFile(data, file);
    crashPoint('deleting');
  }
  forgetRuns(data, states);
  return parts.filter((part) => !counted.has(part.file));
}

/** Arrivals that were deleted because of their age. */
export interface ExpiredArrivals {
  /** Number of items that no seal has counted. */
  readonly items: number;
  /** Number of files with an unknown number of rows. */
  readonly files: number;
}

/**
 * Deletes files that were written more than `days` days before `today` and are not retained, including damaged files
 * and journal segments: they may hold personal data like any other.
 */
export function deleteUnsealed(
  data: DataDir,
  parts: readonly ArrivalPart[],
  isRetained: (file: string) => boolean,
  { days, today }: { readonly days: number; readonly today: string },
): ExpiredArrivals {
  const limit = addDays(today, -days);
  const expired = listArrivalFiles(data).filter((file) => !isRetained(file) && writtenOn(data, file) < limit);
  for (const file of expired) removeFile(data, file);
  const segments = listClosedSegments(data).filter(({ dt }) => dt < limit);
  for (const segment of segments) rmSync(segmentFile(data, segment), { force: true, recursive: true });
  if (segments.length > 0) syncFolder(data.journal);
  const indexed = new Set(parts.map((part) => part.file));
  const deleted = new Set(expired);
  return {
    items: parts.filter((part) => deleted.has(part.file)).reduce((sum, part) => sum + part.items, 0),
    files: expired.filter((file) => !indexed.has(file)).length + segments.length,
  };
}

function removeFile(data: DataDir, file: string): void {
  const folder = dirname(join(data.arrivals, file));
  rmSync(join(data.arrivals, file), { force: true, recursive: true });
  syncFolder(folder);
  if (folder !== data.arrivals && readdirSync(folder).length === 0) rmdirSync(folder);
}

/** Forgets finished runs whose files are all gone. */
function forgetRuns(data: DataDir, states: SealStates): void {
  for (const [day, runs] of states) {
    const needed = runs.filter(
      (run) => run.state === 'pending' || run.files.some((file) => existsSync(join(data.arrivals, file))),
    );
    if (needed.length < runs.length) writeSealState(data, states, day, needed);
  }
}

/**
 * Returns the UTC day on which a file was written: for a live file its partition; for an import, whose partitions are
 * the days of its rows, its last activity, else the file's change time.
 */
function writtenOn(data: DataDir, file: string): string {
  const dt = file.slice(3, 13);
  if (isLiveFile(file) && isDay(dt)) return dt;
  const id = importOf(file);
  const act = readSoundImportStates(data)
    .states.find((state) => state.id === id)
    ?.activeAt?.slice(0, 10);
  return act ?? lstatSync(join(data.arrivals, file)).ctime.toISOString().slice(0, 10);
}
