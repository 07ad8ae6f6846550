/** Lists the periods that a folder of the lake has files for. */
import { existsSync, readdirSync } from 'node:fs';

/** Returns the days and months that have a folder, ascending; a month comes before its days. */
export function periodsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => /^period=(\d{4}(?:-\d{2}){1,2})$/.exec(name)?.[1] ?? [])
    .toSorted();
}
