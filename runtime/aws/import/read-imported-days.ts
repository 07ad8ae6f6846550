/** Reads which days recent imports on AWS read lines of, so that the seal includes them and the days between. */
import type { ReadDays } from '#core/seal/fill-days';
import type { Objects } from '../lake/objects.ts';
import type { CommittedImport } from './committed-import.ts';

/** Returns the days of each import that was committed since an instant, in milliseconds. */
export async function readImportedDays(facts: Objects, sinceMs: number): Promise<readonly ReadDays[]> {
  const recent = (await facts.list('imports/')).filter(({ writtenMs }) => writtenMs >= sinceMs);
  const imported: ReadDays[] = [];
  for (const { key } of recent) {
    const text = await facts.text(key);
    if (text === undefined) continue;
    const { site, wrote = {}, alsoRead = [] } = JSON.parse(text) as CommittedImport;
    imported.push({ site, days: [...Object.values(wrote).flatMap(({ read = [] }) => read), ...alsoRead] });
  }
  return imported;
}
