/**
 * Writes the register's released demand, which holds nothing of a person: into the closed data folder, or to the file
 * that register.json names, which other users may read.
 */
import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DEMAND_OBJECT } from '#core/report/released-demand';
import { makeFolder } from '#runtime/node/make-folder';
import { syncFolder } from '../sync-folder.ts';
import { writePrivateFile } from './private-file.ts';

/** The places: `named` is `demand` of register.json, relative to the folder of that file. */
export interface DemandPlace {
  readonly dataFolder: string;
  readonly configFolder: string;
  readonly named: string | undefined;
}

/** Returns the path of the file. */
export function demandFile({ dataFolder, configFolder, named }: DemandPlace): string {
  return named === undefined ? join(dataFolder, DEMAND_OBJECT) : resolve(configFolder, named);
}

/** Returns what replaces the file atomically; it is on disk when the promise resolves. */
export function publishDemandIn(place: DemandPlace): (json: string) => Promise<void> {
  const file = demandFile(place);
  return async (json) => {
    if (place.named === undefined) return writePrivateFile(file, json);
    makeFolder(dirname(file), 0o755);
    writeFileSync(`${file}.tmp`, json, { flush: true });
    // Whatever the umask of the register's user, another user reads it.
    chmodSync(`${file}.tmp`, 0o644);
    renameSync(`${file}.tmp`, file);
    syncFolder(dirname(file));
  };
}
