/** Looks whether a data directory holds anything that a seal could take. */
import { existsSync, readdirSync } from 'node:fs';
import type { DataDir } from '../data-dir.ts';

/** Whether there may be anything to seal. */
export function hasWork(data: DataDir): boolean {
  return (
    existsSync(data.seals) ||
    (existsSync(data.arrivals) && readdirSync(data.arrivals).some((name) => name.startsWith('dt='))) ||
    (existsSync(data.journal) && readdirSync(data.journal).some((name) => name.endsWith('.jsonl')))
  );
}
