/** Reads a file that is kept for good. It may not go on where it cannot: what was spent or published would be unknown. */
import { readFileSync } from 'node:fs';

/** A release or an entry of the ledger that cannot be read. */
export class KeptFileError extends Error {
  override readonly name = 'KeptFileError';

  constructor(file: string) {
    super(`${file} cannot be read: put it back from a backup (without it, what was released could be drawn and paid again)`);
  }
}

/** The JSON of a file; throws a KeptFileError that names it. */
export function readKept<T>(file: string): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    throw new KeptFileError(file);
  }
}
