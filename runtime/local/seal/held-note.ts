/**
 * Stores what the last seal held back: `state/held-back.json`, for health, `status` and the next seal. It may hold
 * names of files, sites and days, but nothing about a visitor.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedFileError } from '#core/damage/damaged-file-error';
import type { HeldBack } from '#core/seal/held-back';
import { isObject } from '#core/damage/is-object';
import { readJson } from '../damage/read-json.ts';
import type { DataDir } from '../data-dir.ts';
import { makeFolder } from '#runtime/node/make-folder';
import { syncFolder } from '../sync-folder.ts';
import { replaceFile } from './replace-file.ts';

const noteFile = (data: DataDir) => join(data.state, 'held-back.json');

/** Whether the last seal held anything back. */
export function isAnythingHeldBack(data: DataDir): boolean {
  return existsSync(noteFile(data));
}

/** Reads the note; empty where it cannot be read, since the next seal detects damage again. */
export function readHeldBackNote(data: DataDir): readonly HeldBack[] {
  if (!existsSync(noteFile(data))) return [];
  try {
    return readJson<readonly HeldBack[]>(noteFile(data), isNote);
  } catch (error) {
    if (error instanceof DamagedFileError) return [];
    throw error;
  }
}

/** Writes the note; durable when it returns. */
export function writeHeldBackNote(data: DataDir, heldBack: readonly HeldBack[]): void {
  if (heldBack.length === 0 && !existsSync(noteFile(data))) return;
  makeFolder(data.state, 0o700);
  rmSync(noteFile(data), { force: true, recursive: true });
  if (heldBack.length > 0) replaceFile(noteFile(data), JSON.stringify(heldBack));
  else syncFolder(data.state);
}

function isNote(json: unknown): boolean {
  return (
    Array.isArray(json) &&
    json.every((entry) => isObject(entry, { file: 'text', reason: 'text', days: 'texts' }))
  );
}
