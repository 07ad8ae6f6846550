/**
 * The names that sites listed at their seals, one file for each list: `seals/vocabularies/DIGEST.json`. Rows of `seals`
 * refer to them, and they are kept as long as these. It may hold what a configuration lists, and nothing that was
 * counted.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  isListedNames,
  listedNamesText,
  NAMES_NEEDED,
  type ListedNames,
} from '#core/disclosure/listed-names';
import { makeFolder } from '#runtime/node/make-folder';
import { namesDigest } from '#runtime/node/names-digest';
import type { DataDir } from '../data-dir.ts';
import { readKeptFile } from '../release/read-kept.ts';
import { syncFolder } from '../sync-folder.ts';
import { replaceFile } from './replace-file.ts';

const folder = (data: DataDir) => join(data.seals, 'vocabularies');
const fileOf = (data: DataDir, digest: string) => join(folder(data), `${digest}.json`);

/** Keeps the names and returns their digest; durable when it returns. */
export function keepNames(data: DataDir, names: ListedNames): string {
  const digest = namesDigest(names);
  const file = fileOf(data, digest);
  if (existsSync(file)) return digest;
  makeFolder(folder(data));
  syncFolder(data.seals);
  replaceFile(file, listedNamesText(names));
  return digest;
}

/** Reads kept names. Throws a KeptFileError where they are lost. */
export function readNames(data: DataDir, digest: string): ListedNames {
  return readKeptFile<ListedNames>(fileOf(data, digest), isListedNames, NAMES_NEEDED);
}

/** Removes the names that no row of `seals` refers to any more. */
export function removeUnusedNames(data: DataDir, used: ReadonlySet<string>): void {
  if (!existsSync(folder(data))) return;
  for (const name of readdirSync(folder(data)))
    if (!used.has(name.replace(/\.json$/, ''))) rmSync(join(folder(data), name), { force: true });
}
