/** Where the partitions of the facts point, period by period, and what of S3 nothing points at any more. It may not swap a pointer. */
import type { Fact } from '#core/facts/fact';
import type { Catalogue } from '../lake/catalogue.ts';
import type { Objects } from '../lake/objects.ts';

/** By fact, then by period. */
export type Locations = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Of one month and its days. */
export async function locationsOf(catalogue: Catalogue, store: string, facts: readonly Fact[], month: string): Promise<Locations> {
  const found: Record<string, Readonly<Record<string, string>>> = {};
  for (const { name } of facts) {
    const all = await catalogue.partitions(store, name);
    found[name] = Object.fromEntries([...all].filter(([period]) => period.startsWith(month)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }
  return found;
}

/** Deletes the objects below these folders of the facts bucket that no partition of the fact points at: rows that were replaced, or drafts that never were shown. */
export async function deleteUnused(facts: Objects, catalogue: Catalogue, store: string, candidates: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const root = facts.uri('');
  for (const [fact, folders] of Object.entries(candidates)) {
    const live = [...(await catalogue.partitions(store, fact)).values()].map((location) => folderKey(location, root));
    for (const folder of new Set(folders.map((location) => folderKey(location, root)))) {
      // Nothing but the folder of a fact may be emptied, whatever a pointer says.
      if (!folder.startsWith(`facts/${fact}/`) || folder === `facts/${fact}/`) continue;
      const keys = (await facts.list(folder)).map(({ key }) => key).filter((key) => !live.some((used) => used !== '' && key.startsWith(used)));
      if (keys.length > 0) await facts.delete(keys);
    }
  }
}

/** s3://bucket/key/ as key/; empty for another bucket. */
function folderKey(location: string, root: string): string {
  if (!location.startsWith(root)) return '';
  const key = location.slice(root.length);
  return key.endsWith('/') ? key : `${key}/`;
}
