/**
 * Parses an object that is kept for good. It may not go on where it cannot: what was spent or published would be
 * unknown.
 */
import { KeptFileError } from '#core/disclosure/kept-file-error';

/** The JSON of an object; throws a KeptFileError that names it where it is not JSON of the shape that `fits`. */
export function parseKeptObject<T>(key: string, text: string, fits: (json: unknown) => boolean): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new KeptFileError(key);
  }
  if (!fits(json)) throw new KeptFileError(key);
  return json as T;
}
