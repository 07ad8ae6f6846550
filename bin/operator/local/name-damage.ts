/**
 * Names the damaged files behind an otherwise unexplained failure. It may not include the text of an engine's error,
 * which can quote a value.
 */
import { existsSync } from 'node:fs';
import { DamagedFileError } from '#core/damage/damaged-file-error';
import { OperatorError } from '#core/operator-error';
import { findRemedy, isResourceFault } from '#core/operator/system-faults';
import { FACTS } from '#queries/facts/catalogue';
import type { DataDir } from '#runtime/local/data-dir';

/**
 * Runs `work`; if it fails with an unexplained error and files of `data` are damaged, throws a DamagedFileError
 * instead.
 */
export async function nameDamage<T>(data: DataDir, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isExplained =
      error instanceof OperatorError || findRemedy(error) !== undefined || isResourceFault(error);
    if (isExplained || !existsSync(data.root)) throw error;
    const { inspectLake } = await import('#runtime/local/damage/inspect-lake');
    const damagedFiles = await inspectLake(data, FACTS).catch(() => []);
    throw damagedFiles.length === 0 ? error : new DamagedFileError(...damagedFiles);
  }
}
