/**
 * Reads a file that is kept permanently. It may not continue without it: what was spent or published would be unknown.
 */
import { DamagedFileError } from '#core/damage/damaged-file-error';
import { KeptFileError } from '#core/disclosure/kept-file-error';
import { readJson } from '../damage/read-json.ts';

/**
 * Returns the JSON of a file; throws a KeptFileError that names it, and says `why` it is needed, where its shape is not
 * one that `fits`.
 */
export function readKeptFile<T>(file: string, fits: (json: unknown) => boolean, why?: string): T {
  try {
    return readJson<T>(file, fits);
  } catch (error) {
    if (error instanceof DamagedFileError) throw new KeptFileError(file, why);
    throw error;
  }
}
