/** Indexes which arrival object holds rows of which site and day. */
import type { SqlRow } from '#core/ports/query-engine';
import type { ArrivalPart } from '#core/seal/arrival-part';
import type { Objects } from '../lake/objects.ts';
import type { SealContext } from './seal-context.ts';

/** Prefix of arrivals in their bucket. */
export const ARRIVALS = 'arrivals/';

/** Lists when each object below `arrivals/dt=DAY/` was written, in milliseconds, by its path below `arrivals/`. */
export async function listArrivals(arrivals: Objects): Promise<ReadonlyMap<string, number>> {
  return new Map(
    (await arrivals.list(`${ARRIVALS}dt=`)).flatMap(({ key, writtenMs }): [string, number][] => {
      const file = key.slice(ARRIVALS.length);
      return /^dt=\d{4}-\d{2}-\d{2}\/[^/]+$/.test(file) ? [[file, writtenMs]] : [];
    }),
  );
}

/** Counts by object, site and day; parameters: the first and the last date of arrival. */
export const INDEX_SQL =
  'select "$path" as path, coalesce(site, \'\') as site, coalesce(day, \'\') as day, count(*) as held, cast(sum(coalesce(items, 1)) as bigint) as items\nfrom arrivals\nwhere dt >= ? and dt <= ?\ngroup by "$path", site, day';

/** Returns the date in an object's path, `dt=YYYY-MM-DD/NAME`. */
export const dtOf = (file: string) => file.slice(3, 13);

/**
 * Counts the rows of each object, and their items, by site and day; a null site or day becomes an empty text, which is
 * not a day.
 */
export async function indexArrivals(
  { steps, arrivals, databases }: SealContext,
  files: Iterable<string>,
): Promise<readonly ArrivalPart[]> {
  const dts = [...new Set([...files].map(dtOf))].toSorted();
  if (dts.length === 0) return [];
  const rows = await steps.query('index', {
    text: INDEX_SQL,
    parameters: [dts[0] ?? '', dts.at(-1) ?? ''],
    database: databases.scratch,
  });
  return toParts(rows, arrivals);
}

/** Returns the rows of INDEX_SQL as parts of objects. */
export function toParts(rows: readonly SqlRow[], arrivals: Objects): readonly ArrivalPart[] {
  const root = arrivals.uri(ARRIVALS);
  return rows.map((row) => {
    const file = decodePath(String(row['path'])).slice(root.length);
    return {
      file,
      dt: dtOf(file),
      site: String(row['site']),
      day: String(row['day']),
      rows: Number(row['held']),
      items: Number(row['items']),
    };
  });
}

/** Normalizes `"$path"` to S3's name of the object; s3a: and s3n: are older names of the same. */
function decodePath(path: string): string {
  return path.replace(/^s3[an]:/, 's3:');
}
