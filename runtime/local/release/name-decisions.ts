/**
 * The files of decisions about names: `releases/names/NUMBER.json`, one per command. They may not be rewritten: later
 * ones are added. Callers that append hold the lock `release`.
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  isDecisionBatch,
  LOST_DECISIONS,
  type DecisionBatch,
  type DecisionStore,
} from '#core/names/name-decisions';
import { batchName, batchNumber } from '#core/names/batch-name';
import type { DataDir } from '../data-dir.ts';
import { waitForLock } from '../lock.ts';
import { replaceFile } from '../seal/replace-file.ts';
import { syncFolder } from '../sync-folder.ts';
import { readKeptFile } from './read-kept.ts';

/** Another run may be drawing a month or writing pages. */
const PATIENCE_MS = 60_000;

/** Opens the decisions of a data directory. */
export function localDecisions(data: DataDir): DecisionStore {
  const folder = join(data.releases, 'names');
  return {
    read: async () =>
      listNames(folder).map((name) =>
        readKeptFile<DecisionBatch>(join(folder, name), isDecisionBatch, LOST_DECISIONS),
      ),
    append: async (batch) => {
      mkdirSync(folder, { recursive: true });
      syncFolder(dirname(folder));
      syncFolder(data.root);
      const last = batchNumber(listNames(folder).at(-1) ?? '') ?? 0;
      replaceFile(join(folder, batchName(last + 1)), `${JSON.stringify(batch)}\n`);
    },
  };
}

/** Appends a batch under the lock; throws a LockHeldError where another run holds it for a minute. */
export async function appendDecisions(data: DataDir, batch: DecisionBatch): Promise<void> {
  const lock = await waitForLock(data, 'release', PATIENCE_MS);
  try {
    await localDecisions(data).append(batch);
  } finally {
    lock.release();
  }
}

function listNames(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => batchNumber(name) !== undefined)
    .toSorted((a, b) => (batchNumber(a) ?? 0) - (batchNumber(b) ?? 0));
}
