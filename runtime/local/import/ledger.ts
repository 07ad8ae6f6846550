/**
 * The ledger of counted logs: per log its length and one HMAC, kept for 30 days. Logs are identified by content, not by
 * name. The ledger may not hold anything that the holder of its key could not compute from the log itself.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { DamagedFileError } from '#core/damage/damaged-file-error';
import { entryDamage } from '#runtime/local/damage/entry-damage';
import { isObject } from '#core/damage/is-object';
import { readJson } from '#runtime/local/damage/read-json';
import type { DataDir } from '#runtime/local/data-dir';
import type { Waiting } from '#core/import/take-back';
import { addDays } from '#core/time/zone';
import { writeDurably } from './write-durably.ts';

const RETENTION_DAYS = 30;

export interface LedgerEntry extends Waiting {
  readonly site: string;
  /** Bytes consumed, after decompression. */
  readonly length: number;
  readonly hmac: string;
  /** UTC day on which the import ended. */
  readonly day: string;
}

const file = (data: DataDir) => join(data.state, 'import', 'ledger.json');

/**
 * Reads the entries of the last 30 days, as of UTC day `today`. Throws a DamagedFileError where they cannot be read,
 * since lines could then count twice.
 */
export function readLedger(data: DataDir, today: string): LedgerEntry[] {
  if (!existsSync(file(data))) return [];
  const { entries } = readJson<{ entries: LedgerEntry[] }>(file(data), isLedger);
  return entries.filter((entry) => entry.day >= addDays(today, -RETENTION_DAYS));
}

function isLedger(json: unknown): boolean {
  if (!isObject(json, { entries: 'list' })) return false;
  return (json as { entries: unknown[] }).entries.every((entry) =>
    isObject(entry, { site: 'text', length: 'number', hmac: 'text', day: 'text' }),
  );
}

/** Adds entries, each once, and drops those older than 30 days and those of a site's logs that were taken back. */
export function writeLedger(
  data: DataDir,
  today: string,
  newEntries: readonly LedgerEntry[],
  takenBack?: { readonly site: string; readonly logs: readonly Pick<LedgerEntry, 'length' | 'hmac'>[] },
): void {
  const key = (entry: Pick<LedgerEntry, 'site' | 'length' | 'hmac'>) =>
    `${entry.site}\n${entry.length}\n${entry.hmac}`;
  const all = new Map(readLedger(data, today).map((entry) => [key(entry), entry]));
  for (const log of takenBack?.logs ?? []) all.delete(key({ ...log, site: takenBack?.site ?? '' }));
  for (const entry of newEntries) all.set(key(entry), entry);
  writeDurably(file(data), JSON.stringify({ entries: [...all.values()] }));
}

const KEY_BYTES = 32;

/**
 * Returns the key of the ledger's HMACs: 256 random bits, created with the first import, readable by its owner alone.
 * Throws a DamagedFileError where the file holds anything else.
 */
export function ledgerKey(data: DataDir): Uint8Array {
  const path = join(data.state, 'import', 'ledger.key');
  if (!existsSync(path)) writeDurably(path, randomBytes(KEY_BYTES));
  const entry = entryDamage(path);
  if (entry !== undefined) throw new DamagedFileError({ file: path, reason: entry });
  const key = readFileSync(path);
  if (key.length !== KEY_BYTES || key.every((byte) => byte === 0))
    throw new DamagedFileError({ file: path, reason: 'is no key' });
  return key;
}
