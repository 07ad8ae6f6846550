/**
 * Which bytes of which logs were counted: per log its length and one HMAC, for 30 days, known by content and not by
 * name. It may not hold anything of a log that the key's holder could not compute from the log itself.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { DamagedFileError } from '#core/damage/damaged-file-error';
import { entryDamage } from '#runtime/local/damage/entry-damage';
import { isObject } from '#core/damage/is-object';
import { readJson } from '#runtime/local/damage/read-json';
import type { DataDir } from '#runtime/local/data-dir';
import { addDays } from '#core/time/zone';
import { writeDurably } from './durable-file.ts';

const KEPT_DAYS = 30;

export interface LedgerEntry {
  readonly site: string;
  /** Bytes consumed, after decompression. */
  readonly length: number;
  readonly hmac: string;
  /** UTC day on which the import ended. */
  readonly day: string;
}

const file = (data: DataDir) => join(data.state, 'import', 'ledger.json');

/**
 * Entries of the last 30 days, as of UTC day `today`. Throws a DamagedFileError where they cannot be read: lines could
 * count twice.
 */
export function readLedger(data: DataDir, today: string): LedgerEntry[] {
  if (!existsSync(file(data))) return [];
  const { entries } = readJson<{ entries: LedgerEntry[] }>(file(data), isLedger);
  return entries.filter((entry) => entry.day >= addDays(today, -KEPT_DAYS));
}

function isLedger(json: unknown): boolean {
  if (!isObject(json, { entries: 'list' })) return false;
  return (json as { entries: unknown[] }).entries.every((entry) =>
    isObject(entry, { site: 'text', length: 'number', hmac: 'text', day: 'text' }),
  );
}

/** Adds entries, each once, and forgets those older than 30 days. */
export function writeLedger(data: DataDir, today: string, added: readonly LedgerEntry[]): void {
  const key = (entry: LedgerEntry) => `${entry.site}\n${entry.length}\n${entry.hmac}`;
  const all = new Map([...readLedger(data, today), ...added].map((entry) => [key(entry), entry]));
  writeDurably(file(data), JSON.stringify({ entries: [...all.values()] }));
}

const KEY_BYTES = 32;

/**
 * The key of the ledger's HMACs: 256 random bits, made with the first import, readable by its owner alone. Throws a
 * DamagedFileError where it is something else.
 */
export function ledgerKey(data: DataDir): Uint8Array {
  const at = join(data.state, 'import', 'ledger.key');
  if (!existsSync(at)) writeDurably(at, randomBytes(KEY_BYTES));
  const entry = entryDamage(at);
  if (entry !== undefined) throw new DamagedFileError({ file: at, reason: entry });
  const key = readFileSync(at);
  if (key.length !== KEY_BYTES || key.every((byte) => byte === 0))
    throw new DamagedFileError({ file: at, reason: 'is no key' });
  return key;
}
