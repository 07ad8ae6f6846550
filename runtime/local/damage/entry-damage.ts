/** Checks that a directory entry is a readable file, without reading it. */
import { accessSync, constants, statSync } from 'node:fs';

/** Returns what is wrong, as the end of a sentence; undefined for a non-empty file that this user may read. */
export function entryDamage(file: string): string | undefined {
  try {
    const stats = statSync(file);
    if (!stats.isFile()) return 'is no file';
    if (stats.size === 0) return 'is empty';
    accessSync(file, constants.R_OK);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'is a link that leads nowhere' : `cannot be opened (${code ?? 'unknown'})`;
  }
}
