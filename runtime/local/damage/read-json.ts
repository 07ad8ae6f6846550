/** Reads a small JSON file of ours. It may not go on with one of another shape: what it says would be made up. */
import { readFileSync } from 'node:fs';
import { DamagedFileError } from '#core/damage/damaged-file-error';
import { entryDamage } from './entry-damage.ts';

/** What the file says; throws a DamagedFileError that names it where it is no JSON of the shape that `fits`. */
export function readJson<T>(file: string, fits: (json: unknown) => boolean): T {
  const entry = entryDamage(file);
  if (entry !== undefined) throw new DamagedFileError({ file, reason: entry });
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new DamagedFileError({ file, reason: 'is no JSON' });
  }
  if (!fits(json)) throw new DamagedFileError({ file, reason: 'does not say what it should' });
  return json as T;
}
