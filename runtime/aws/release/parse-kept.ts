/**
 * Parses an object that is kept permanently. It may not continue without it: what was spent or published would be
 * unknown.
 */
import { KeptFileError } from '#core/disclosure/kept-file-error';

/**
 * Returns the JSON of an object; throws a KeptFileError that names it, and says `why` it is needed, where its shape is
 * not one that `fits`.
 */
export function parseKeptObject<T>(
  key: string,
  text: string,
  fits: (json: unknown) => boolean,
  why?: string,
): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new KeptFileError(key, why);
  }
  if (!fits(json)) throw new KeptFileError(key, why);
  return json as T;
}
