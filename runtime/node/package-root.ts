/** Finds the package's own folder from source and from dist/, so that SQL files and the tracker are read in place. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SqlLoader } from '#core/ports/query-engine';

/** The package's own folder. */
export const PACKAGE_ROOT: string = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder)
    throw new Error('package.json was not found in any folder above the program: reinstall headcount');
  return findRoot(parent);
}

/** Reads `queries/PATH`. */
export const loadSql: SqlLoader = (path) => readFileSync(join(PACKAGE_ROOT, 'queries', path), 'utf8');

/** Reads the package's version. */
export const packageVersion = (): string =>
  (JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string }).version;
