/** Whether what bears a file's name is a file that can be read. It may not look into it. */
import { accessSync, constants, statSync } from 'node:fs';

/**
 * What is wrong, as the end of a sentence; undefined where it is a file with something in it that this user may read.
 */
export function entryDamage(file: string): string | undefined {
  try {
    const found = statSync(file);
    if (!found.isFile()) return 'is no file';
    if (found.size === 0) return 'is empty';
    accessSync(file, constants.R_OK);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'is a link that leads nowhere' : `cannot be opened (${code ?? 'unknown'})`;
  }
}
