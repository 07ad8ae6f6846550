/**
 * Finds what earlier imports of the same logs wrote, and removes it once the import that replaces them is committed.
 * Each step can be repeated.
 */
import type { MatchedLog } from '#core/import/take-back';
import type { Objects } from '../lake/objects.ts';
import type { CommittedImport, TakesBackObjects } from './committed-import.ts';

/** Objects do not grow: whatever was counted of one is all of it. */
const WHOLE = Number.MAX_SAFE_INTEGER;
const PREFIX = 'imports/';

/** Looks up these logs among the committed imports of a site; one that was not imported has no match. */
export async function matchObjects(
  facts: Objects,
  site: string,
  logs: readonly string[],
): Promise<readonly MatchedLog[]> {
  const committed: CommittedImport[] = [];
  for (const { key } of await facts.list(PREFIX)) {
    const one = JSON.parse((await facts.text(key)) ?? 'null') as CommittedImport | null;
    if (one?.site === site) committed.push(one);
  }
  return logs.map((log) => ({
    log,
    matches: committed
      .filter((one) => one.logs.includes(log))
      .map((one) => {
        const wrote = one.wrote?.[log];
        return { length: WHOLE, hmac: '', ...(wrote === undefined ? {} : { wrote }) };
      }),
  }));
}

/** Deletes the objects that are replaced, and drops their logs from the books of the imports that wrote them. */
export async function removeReplaced(
  { facts, arrivals }: { readonly facts: Objects; readonly arrivals: Objects },
  own: string,
  { site, takesBack }: CommittedImport & { readonly takesBack: TakesBackObjects },
): Promise<void> {
  if (takesBack.files.length > 0) await arrivals.delete(takesBack.files.map((file) => `arrivals/${file}`));
  const gone = new Set(takesBack.logs);
  for (const { key } of await facts.list(PREFIX)) {
    if (key === own) continue;
    const one = JSON.parse((await facts.text(key)) ?? 'null') as CommittedImport | null;
    if (one?.site !== site || !one.logs.some((log) => gone.has(log))) continue;
    const logs = one.logs.filter((log) => !gone.has(log));
    const wrote = Object.entries(one.wrote ?? {}).filter(([log]) => !gone.has(log));
    if (logs.length === 0) await facts.delete([key]);
    else
      await facts.put(
        key,
        JSON.stringify({ ...one, logs, wrote: Object.fromEntries(wrote) }),
        'application/json',
      );
  }
}
