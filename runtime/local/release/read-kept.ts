/** Reads a file that is kept for good. It may not go on where it cannot: what was spent or published would be unknown. */
import { readFileSync } from 'node:fs';
import { KeptFileError } from '#core/disclosure/kept-file-error';

/** The JSON of a file; throws a KeptFileError that names it. */
export function readKept<T>(file: string): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    throw new KeptFileError(file);
  }
}
