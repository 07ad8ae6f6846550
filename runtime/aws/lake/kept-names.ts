/**
 * The names that sites listed at their seals, one object for each list: `vocabularies/DIGEST.json`, beside `seals/`,
 * where every object is read as rows. Rows of `seals` refer to them, and they are kept as long as these.
 */
import {
  isListedNames,
  listedNamesText,
  NAMES_NEEDED,
  type ListedNames,
} from '#core/disclosure/listed-names';
import { KeptFileError } from '#core/disclosure/kept-file-error';
import { namesDigest } from '#runtime/node/names-digest';
import { parseKeptObject } from '../release/parse-kept.ts';
import type { Objects } from './objects.ts';

const FOLDER = 'vocabularies/';
const keyOf = (digest: string) => `${FOLDER}${digest}.json`;

/** Keeps the names and returns their digest. */
export async function keepNames(facts: Objects, names: ListedNames): Promise<string> {
  const digest = namesDigest(names);
  await facts.create(keyOf(digest), listedNamesText(names));
  return digest;
}

/** Reads kept names. Throws a KeptFileError where they are lost. */
export async function readNames(facts: Objects, digest: string): Promise<ListedNames> {
  const text = await facts.text(keyOf(digest));
  if (text === undefined) throw new KeptFileError(keyOf(digest), NAMES_NEEDED);
  return parseKeptObject(keyOf(digest), text, isListedNames, NAMES_NEEDED);
}

/** Removes the names that no row of `seals` refers to any more. */
export async function removeUnusedNames(facts: Objects, used: ReadonlySet<string>): Promise<void> {
  const unused = (await facts.list(FOLDER))
    .map(({ key }) => key)
    .filter((key) => !used.has(key.slice(FOLDER.length).replace(/\.json$/, '')));
  if (unused.length > 0) await facts.delete(unused);
}
