/**
 * Lists every SQL text of the project with the place where the conformance tests run it. Texts are found by their
 * files, so that a new one is run, or fails because it has no place.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '#runtime/node/package-root';

/** Paths below queries/, sorted. */
export const SQL_FILES: readonly string[] = readdirSync(join(PACKAGE_ROOT, 'queries'), {
  recursive: true,
  encoding: 'utf8',
})
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.sql'))
  .toSorted();

/** Texts of queries/seal in the order in which a seal runs them: each reads results of earlier ones. */
export const SEAL_STEPS = [
  'repeated',
  'events',
  'visitor_parts',
  'visitor_entries',
  'visitor_days',
  'visitor_events',
] as const;
/** Texts of queries/seal that run after the facts. */
export const SEAL_COUNTS = ['completeness', 'recount', 'reconcile', 'keyings'] as const;

/**
 * Returns the place of a text: `live`: the day under way (test/aws/release, test/core/seal/unsealed-sql.test.ts).
 * `seal`: arrivals, scratch and facts (seal.test.ts). `lake`: readers' queries, with site, first and last day
 * (lake.test.ts). Undefined if it has no place yet.
 */
export function placeOf(path: string): 'seal' | 'lake' | 'live' | undefined {
  const [folder, ...rest] = path.split('/');
  const name = rest.at(-1)?.replace('.sql', '') ?? '';
  if (folder === 'seal')
    return [...SEAL_STEPS, ...SEAL_COUNTS].some((step) => step === name) ? 'seal' : undefined;
  if (folder === 'live') return 'live';
  if (folder === 'facts') return 'seal';
  return folder === 'reports' || folder === 'releases' || folder === 'analysts' ? 'lake' : undefined;
}
