/**
 * Counts rows of a sealed site and day in objects that its seal did not include: under the day of their arrival, with
 * the outcome `late`, each exactly once. The claim records the target beforehand, and writing there again changes
 * nothing.
 */
import type { ArrivalPart } from '#core/seal/arrival-part';
import { deleteWaiting, recordWaiting, readWaitingCounts } from './late-ledger.ts';
import { lateObject } from './late-object.ts';
import type { SealContext, SealPorts } from './seal-context.ts';
import { completeClaim, writeClaim, type LateCount, type Claim } from './claims.ts';

/** Late rows of one day and one day of arrival, in objects that all contain the same sites. */
export interface LateGroup {
  readonly id: string;
  readonly day: string;
  readonly dt: string;
  readonly sites: readonly string[];
  readonly files: readonly string[];
  readonly shown: readonly LateCount[];
  readonly waiting: readonly LateCount[];
}

/**
 * Groups late rows. A run counts every site that it names in every file that it names, so files of the same sites form
 * a group.
 */
export function groupLateRows(
  run: string,
  late: readonly ArrivalPart[],
  isSealed: (site: string, day: string) => boolean,
): readonly LateGroup[] {
  const sitesByFile = new Map<string, string[]>();
  for (const { file, day, site } of late)
    sitesByFile.set(`${day} ${file}`, [...(sitesByFile.get(`${day} ${file}`) ?? []), site]);
  const groups = new Map<string, ArrivalPart[]>();
  for (const part of late) {
    const key = `${part.day} ${part.dt} ${(sitesByFile.get(`${part.day} ${part.file}`) ?? []).toSorted().join(' ')}`;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, parts], index) => {
      const [{ day, dt } = { day: '', dt: '' }] = parts;
      const sites = [...new Set(parts.map((part) => part.site))].toSorted();
      const counts = sites.map((site) => ({
        site,
        items: parts.filter((part) => part.site === site).reduce((sum, part) => sum + part.items, 0),
      }));
      return {
        id: `${run}-late-${index}`,
        day,
        dt,
        sites,
        files: [...new Set(parts.map((part) => part.file))],
        shown: counts.filter((count) => isSealed(count.site, dt)),
        waiting: counts.filter((count) => !isSealed(count.site, dt)),
      };
    });
}

/** Counts a group and returns its number of items. */
export async function countLate(context: SealContext, group: LateGroup): Promise<number> {
  const { steps, record, log } = context;
  const claim = await steps.once(`${group.id} note`, async (): Promise<Claim> => {
    const { id, sites, files, dt, shown, waiting } = group;
    const prefix = await readCompletenessPrefix(context, dt);
    const late =
      prefix === undefined || shown.length === 0
        ? { dt, shown: [], waiting: [...shown, ...waiting] }
        : { dt, shown, waiting, key: `${prefix}${id}.parquet` };
    const run: Claim = { id, kind: 'late', sites, files, state: 'pending', late };
    await writeClaim(record, group.day, run);
    // The file names are in the claim; a step's record may be too small for them.
    return { ...run, files: [] };
  });
  const items = [...group.shown, ...group.waiting].reduce((sum, count) => sum + count.items, 0);
  await steps.once(`${group.id} count`, async () => {
    await finishLate(context, group.day, { ...claim, files: group.files });
    log.warn({ warning: 'late', count: items });
  });
  return items;
}

/**
 * Counts a claim. Idempotent as long as no seal has swapped the day of arrival since, which is why a run does this
 * first.
 */
export async function finishLate({ facts, record }: SealPorts, day: string, run: Claim): Promise<void> {
  const { late } = run;
  if (late?.key !== undefined) await facts.put(late.key, lateObject(late.shown));
  for (const count of late?.waiting ?? []) await recordWaiting(record, late?.dt ?? '', run.id, count);
  await completeClaim(record, day, run);
}

/** Deletes waiting counts of days that are sealed by now. */
export async function deleteSealedWaiting(
  { record }: SealPorts,
  isSealed: (site: string, day: string) => boolean,
): Promise<void> {
  await deleteWaiting(
    record,
    (await readWaitingCounts(record)).filter((count) => isSealed(count.site, count.dt)),
  );
}

/** Returns the key prefix that the partition points at now. */
async function readCompletenessPrefix(
  { catalogue, databases, facts }: SealPorts,
  dt: string,
): Promise<string | undefined> {
  const location = await catalogue.partition(databases.store, 'completeness', dt);
  const root = facts.uri('');
  return location?.startsWith(root) === true ? location.slice(root.length) : undefined;
}
