/**
 * Cleans up after interrupted imports: completes what was committed, deletes what was not; 24 hours after its last
 * commit an import is abandoned and loses rows and state, as if it had never started. Salts go when their time is over.
 */
import type { DataDir } from '#runtime/local/data-dir';
import { LockHeldError, takeLock } from '#runtime/local/lock';
import { publish, sweepArrivals } from './arrivals-writer.ts';
import { finishImport } from './finish-import.ts';
import {
  endOfHour,
  removeDrafts,
  removeImportState,
  readSoundImportStates,
  type ImportState,
} from './import-state.ts';
import {
  destroyLeftovers,
  destroySalt,
  isExpired,
  listEarlierFolders,
  listImportSalts,
  readStamp,
  type SiteDay,
} from './salt-stamps.ts';

const ABANDONED_AFTER_MS = 24 * 3_600_000;
const STATE_RETENTION_MS = 30 * 86_400_000;

/** Whether an interrupted import is older than 24 hours at instant `now`. */
function isAbandoned(state: ImportState, now: number): boolean {
  return state.state === 'running' && now > endOfHour(state.activeAt) + ABANDONED_AFTER_MS;
}

/**
 * Discards abandoned imports and returns their number. The caller holds the lock `import`. Rows are deleted before the
 * state: until then their days are not sealed.
 */
export function sweepImports(data: DataDir, now: number): number {
  removeDrafts(data);
  // The rows of an import with a damaged state wait for a repair or for their retention to end.
  const { states } = readSoundImportStates(data);
  const abandoned = states.filter((state) => isAbandoned(state, now));
  // A replacement was committed as a whole: it is completed before anything else, however old it is.
  for (const state of states) if (state.state === 'replacing') finishImport(data, state, now);
  const running = states.filter((state) => state.state === 'running' && !abandoned.includes(state));
  destroyLeftovers(data);
  for (const { site, day } of endedSalts(data, now, running)) destroySalt(data, site, day);
  // An interrupted commit is completed first: files that still end in `.tmp` afterwards were never committed.
  for (const state of running) publish(data, state.publish);
  sweepArrivals(data, (id, temporary) => temporary || abandoned.some((state) => state.id === id));
  for (const { id } of abandoned) removeImportState(data, id);
  for (const state of states)
    if (state.state === 'done' && now > endOfHour(state.activeAt) + STATE_RETENTION_MS)
      removeImportState(data, state.id);
  return abandoned.length;
}

/** Lists the salts whose time is over; those of the days of a running import last until it ends. */
function endedSalts(data: DataDir, now: number, running: readonly ImportState[]): readonly SiteDay[] {
  return listImportSalts(data).filter(({ site, day }) => {
    const stamp = readStamp(data, site, day);
    const isInUse = running.some((state) => state.site === site && state.days.includes(day));
    return stamp === undefined || isExpired(stamp, now, isInUse);
  });
}

/**
 * Sweeps on behalf of other commands: at their start, and periodically in long-running ones. Does nothing while an
 * import runs.
 */
export async function sweepIdleImports(data: DataDir, now: number): Promise<number> {
  if (
    readSoundImportStates(data).states.every(
      (state) => state.state !== 'replacing' && !isAbandoned(state, now),
    ) &&
    listEarlierFolders(data).length === 0 &&
    endedSalts(data, now, []).length === 0
  )
    return 0;
  try {
    const lock = await takeLock(data, 'import');
    try {
      return sweepImports(data, now);
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error instanceof LockHeldError) return 0;
    throw error;
  }
}
