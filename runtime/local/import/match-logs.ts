/** Looks up which beginnings of logs were counted, before they are counted again. */
import { BrokenLogError } from './broken-log-error.ts';
import type { CountedPrefix, MatchedLog } from '#core/import/take-back';
import { readKnownPrefix } from './watch-prefix.ts';

/** Finds every beginning of the logs that was counted. */
export async function matchLogs(
  logs: readonly string[],
  key: Uint8Array,
  known: readonly CountedPrefix[],
): Promise<readonly MatchedLog[]> {
  const matched: MatchedLog[] = [];
  for (const log of new Set(logs))
    try {
      matched.push({ log, matches: (await readKnownPrefix(log, key, known)).matches });
    } catch (error) {
      // The import itself says what is wrong with it.
      if (!(error instanceof BrokenLogError)) throw error;
    }
  return matched;
}
