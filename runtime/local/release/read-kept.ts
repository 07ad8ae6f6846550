/**
 * Reads a file that is kept for good. It may not go on where it cannot: what was spent or published would be unknown.
 */
import { DamagedFileError } from '#core/damage/damaged-file-error';
import { KeptFileError } from '#core/disclosure/kept-file-error';
import { readJson } from '../damage/read-json.ts';

/** The JSON of a file; throws a KeptFileError that names it where it is none of the shape that `fits`. */
export function readKeptFile<T>(file: string, fits: (json: unknown) => boolean): T {
  try {
    return readJson<T>(file, fits);
  } catch (error) {
    if (error instanceof DamagedFileError) throw new KeptFileError(file);
    throw error;
  }
}
