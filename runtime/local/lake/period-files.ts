/** Lists the Parquet files of a folder of the lake by period, and whatever among them is not one. */
import { existsSync, readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import type { Damage } from '#core/damage/damaged-file-error';
import { isDay } from '#core/report/period';

export interface PeriodFiles {
  /** Sorted by period, then by name. */
  readonly files: readonly { readonly period: string; readonly file: string }[];
  readonly damaged: readonly (Damage & { readonly period: string })[];
}

/** Lists `FOLDER/period=X/*.parquet`, for `periods` only where they are given. */
export function periodFiles(folder: string, periods?: readonly string[]): PeriodFiles {
  const files: { period: string; file: string }[] = [];
  const damaged: (Damage & { period: string })[] = [];
  const names =
    periods?.map((period) => `period=${period}`) ??
    (existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('period=')) : []).toSorted();
  for (const name of names) {
    const period = name.slice('period='.length);
    const path = join(folder, name);
    if (!existsSync(path)) continue;
    if (!isPeriod(period)) damaged.push({ period, file: path, reason: 'names no day or month' });
    else if (!statSync(path).isDirectory()) damaged.push({ period, file: path, reason: 'is no folder' });
    else
      for (const entry of readdirSync(path, { withFileTypes: true }).filter((dirent) =>
        dirent.name.endsWith('.parquet'),
      )) {
        const file = join(path, entry.name);
        if (isFile(entry, file)) files.push({ period, file });
        else damaged.push({ period, file, reason: 'is no file' });
      }
  }
  return { files, damaged };
}

/** Whether a text is a day or a month. */
function isPeriod(period: string): boolean {
  return isDay(period.length === 7 ? `${period}-01` : period);
}

function isFile(entry: Dirent, file: string): boolean {
  return entry.isFile() || statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
