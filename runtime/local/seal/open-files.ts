/** Reads what a seal starts from: what is sealed, what is counted, what has arrived, and what damage holds back. */
import { relative } from 'node:path';
import type { Config } from '#core/config/schema';
import type { ArrivalPart } from '#core/seal/arrival-part';
import type { HeldBack } from '#core/seal/held-back';
import { Zone } from '#core/time/zone';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { indexArrivals } from './arrival-index.ts';
import { heldBackByArrivals } from './held-arrivals.ts';
import { readSealed, type SealedDays } from './read-sealed.ts';
import { runningImports, type RunningImports } from './running-imports.ts';
import { readSealStates, type SealStateFiles } from './seal-state.ts';

export interface OpenFiles {
  readonly sealed: SealedDays['days'];
  readonly importing: RunningImports['running'];
  readonly readDays: RunningImports['readDays'];
  readonly parts: readonly ArrivalPart[];
  readonly heldBack: readonly HeldBack[];
}

/** Reads what is open, for callers that change nothing. */
export async function readOpenFiles(db: DuckDb, data: DataDir, config: Config): Promise<OpenFiles> {
  const sealed = await readSealed(db, data);
  const imports = runningImports(data, new Zone(config.timeZone));
  const { parts, damaged } = await indexArrivals(db, data);
  return {
    sealed: sealed.days,
    importing: imports.running,
    readDays: imports.readDays,
    parts,
    heldBack: [
      ...sealed.heldBack,
      ...imports.heldBack,
      ...heldBackByStates(data, readSealStates(data)),
      ...heldBackByArrivals(data, config, damaged, parts),
    ],
  };
}

/** Days whose record is damaged are held back: it is unknown which of their rows are counted. */
export function heldBackByStates(data: DataDir, { damaged }: SealStateFiles): readonly HeldBack[] {
  return damaged.map(({ day, damage }) => ({
    file: relative(data.root, damage.file),
    reason: damage.reason,
    days: [day],
  }));
}
