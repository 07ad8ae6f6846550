/**
 * Clears up after interrupted imports: what was committed is made visible, what was not is deleted; 24 hours after its
 * last commit an import is given up and loses salts, rows and state, as if it had never begun. It may not run beside an
 * import.
 */
import type { DataDir } from '#runtime/local/data-dir';
import { LockHeldError, takeLock } from '#runtime/local/lock';
import { publish, sweepArrivals } from './arrivals-writer.ts';
import { deleteImportSalts, importsWithSalts } from './import-salts.ts';
import {
  endOfHour,
  removeDrafts,
  removeImportState,
  readSoundImportStates,
  type ImportState,
} from './import-state.ts';

const GIVEN_UP = 24 * 3_600_000;
const STATES_KEPT = 30 * 86_400_000;

/** Whether an interrupted import is older than 24 hours at instant `now`. */
function isGivenUp(state: ImportState, now: number): boolean {
  return state.state === 'running' && now > endOfHour(state.activeAt) + GIVEN_UP;
}

/**
 * Discards given-up imports and returns how many. The caller holds the `import` lock.
 * The rows go before the state: until then their days are not sealed.
 */
export function sweepImports(data: DataDir, now: number): number {
  removeDrafts(data);
  // Of an import whose state is damaged nothing can go on: its salts go, its rows wait to be mended or for their age.
  const { states } = readSoundImportStates(data);
  const givenUp = states.filter((state) => isGivenUp(state, now));
  const running = states.filter((state) => state.state === 'running' && !givenUp.includes(state));
  for (const id of importsWithSalts(data))
    if (!running.some((state) => state.id === id)) deleteImportSalts(data, id);
  // A commit that a crash cut short is completed first: what then still bears `.tmp` was never committed.
  for (const state of running) publish(data, state.publish);
  sweepArrivals(data, (id, temporary) => temporary || givenUp.some((state) => state.id === id));
  for (const { id } of givenUp) removeImportState(data, id);
  for (const state of states)
    if (state.state === 'done' && now > endOfHour(state.activeAt) + STATES_KEPT)
      removeImportState(data, state.id);
  return givenUp.length;
}

/**
 * The same for other commands: at their start, and from time to time in those that run on. Does nothing while an import
 * runs.
 */
export async function sweepIdleImports(data: DataDir, now: number): Promise<number> {
  if (
    readSoundImportStates(data).states.every((state) => !isGivenUp(state, now)) &&
    importsWithSalts(data).length === 0
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
