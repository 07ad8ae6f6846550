/**
 * Ends an import in steps that can be repeated: after a crash in between, the next import does the rest. It may not
 * judge anything: what is counted was decided by the last commit.
 */
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TakesBack } from '#core/import/take-back';
import type { DataDir } from '#runtime/local/data-dir';
import { syncFolder } from '#runtime/local/sync-folder';
import { publish } from './arrivals-writer.ts';
import {
  hourOf,
  readSoundImportStates,
  removeImportState,
  writeImportState,
  type ImportState,
} from './import-state.ts';
import { writeLedger } from './ledger.ts';

/** Shows what a commit wrote, once what it replaces is gone: no reader counts both. */
export function unveil(data: DataDir, { takesBack, publish: files }: ImportState): void {
  const folders = new Set<string>();
  for (const name of takesBack?.files ?? []) {
    const path = join(data.arrivals, name);
    rmSync(path, { force: true });
    folders.add(dirname(path));
  }
  for (const folder of folders) if (existsSync(folder)) syncFolder(folder);
  publish(data, files);
}

/** Counts the logs of an import: first in the ledger, then in the state. */
export function finishImport(data: DataDir, state: ImportState, now: number): void {
  const { takesBack, logs: progress, ...rest } = state;
  const day = new Date(now).toISOString().slice(0, 10);
  const logs = progress.filter(({ length }) => length > 0);
  unveil(data, state);
  writeLedger(
    data,
    day,
    logs.map(({ length, hmac, waiting }) => ({
      site: state.site,
      length,
      hmac,
      day,
      ...(waiting === undefined ? {} : { waiting }),
    })),
    { site: state.site, logs: takesBack?.logs ?? [] },
  );
  if (takesBack !== undefined) forgetTakenBack(data, state, takesBack);
  if (logs.length === 0) removeImportState(data, state.id);
  else
    writeImportState(data, {
      ...rest,
      state: 'done',
      activeAt: hourOf(now),
      logs: [],
      publish: [],
      wrote: logs.map(({ length, hmac, wrote }) => ({
        length,
        hmac,
        ...(wrote ?? { files: [], days: [], late: false }),
      })),
    });
}

/** Drops what was taken back from the records of the imports that wrote it. */
function forgetTakenBack(data: DataDir, own: ImportState, { logs }: TakesBack): void {
  const gone = new Set(logs.map(({ length, hmac }) => `${length} ${hmac}`));
  for (const state of readSoundImportStates(data).states) {
    if (state.id === own.id || state.site !== own.site || state.wrote === undefined) continue;
    const wrote = state.wrote.filter(({ length, hmac }) => !gone.has(`${length} ${hmac}`));
    if (wrote.length === state.wrote.length) continue;
    if (wrote.length === 0) removeImportState(data, state.id);
    else
      writeImportState(data, {
        ...state,
        wrote,
        days: [...new Set(wrote.flatMap(({ days }) => days))].toSorted(),
      });
  }
}
