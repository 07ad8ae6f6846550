/** Reads a small JSON file and validates its shape. */
import { readFileSync } from 'node:fs';
import { DamagedFileError } from '#core/damage/damaged-file-error';
import { entryDamage } from './entry-damage.ts';

/**
 * Returns the content of the file; throws a DamagedFileError that names the file where it is not JSON, or `isValid`
 * rejects its shape.
 */
export function readJson<T>(file: string, isValid: (json: unknown) => boolean): T {
  const entry = entryDamage(file);
  if (entry !== undefined) throw new DamagedFileError({ file, reason: entry });
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new DamagedFileError({ file, reason: 'is no JSON' });
  }
  if (!isValid(json)) throw new DamagedFileError({ file, reason: 'does not say what it should' });
  return json as T;
}
