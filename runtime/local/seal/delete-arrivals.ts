/** Removes arrivals: those that are counted, and after their time those that nobody seals. It may not touch a fact. */
import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { addDays } from '#core/time/zone';
import type { DataDir } from '../data-dir.ts';
import { syncFolder } from '../sync-folder.ts';
import { isLiveFile, type ArrivalPart } from '#core/seal/arrival-part';
import { crashPoint } from './crash-point.ts';
import { countedFiles, type SealStates } from '#core/seal/seal-run';
import { writeSealState } from './seal-state.ts';

/** Removes each file of which every row is counted, and forgets what was taken from files that are gone. Returns the parts that stay. */
export function deleteCounted(
  data: DataDir,
  states: SealStates,
  parts: readonly ArrivalPart[],
): ArrivalPart[] {
  const gone = countedFiles(states, parts);
  for (const file of gone) {
    removeFile(data, file);
    crashPoint('deleting');
  }
  forget(data, states);
  return parts.filter((part) => !gone.has(part.file));
}

/** Removes what was written more than `days` days before `today` and is not sealed. Returns the number of items. */
export function deleteUnsealed(
  data: DataDir,
  parts: readonly ArrivalPart[],
  days: number,
  today: string,
): number {
  const limit = addDays(today, -days);
  const old = new Set(parts.map((part) => part.file).filter((file) => writtenOn(data, file) < limit));
  for (const file of old) removeFile(data, file);
  return parts.filter((part) => old.has(part.file)).reduce((sum, part) => sum + part.items, 0);
}

function removeFile(data: DataDir, file: string): void {
  const folder = dirname(join(data.arrivals, file));
  rmSync(join(data.arrivals, file), { force: true });
  syncFolder(folder);
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

/** A run is needed as long as a file it took is there. */
function forget(data: DataDir, states: SealStates): void {
  for (const [day, runs] of states) {
    const needed = runs.filter(
      (run) => run.state === 'pending' || run.files.some((file) => existsSync(join(data.arrivals, file))),
    );
    if (needed.length < runs.length) writeSealState(data, states, day, needed);
  }
}

/** UTC day of writing: of a live file its partition; of an import, whose partitions are the rows' own days, its last act, else the file's change time. */
function writtenOn(data: DataDir, file: string): string {
  if (isLiveFile(file)) return file.slice(3, 13);
  const id = /^import-([0-9a-f]+)-/.exec(basename(file))?.[1];
  const state = join(data.state, 'import', `${id}.json`);
  if (id !== undefined && existsSync(state)) {
    const activeAt: unknown = (JSON.parse(readFileSync(state, 'utf8')) as { activeAt?: unknown }).activeAt;
    if (typeof activeAt === 'string') return activeAt.slice(0, 10);
  }
  return statSync(join(data.arrivals, file)).ctime.toISOString().slice(0, 10);
}
