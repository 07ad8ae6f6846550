/**
 * Salts on disk: one file of 32 random bytes per local day, created once during that day and destroyed after it. It may
 * not keep a salt in memory, nor ever create one for a day that has ended (ended-days.ts).
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { addDays } from '#core/time/zone';
import type { DataDir } from '../data-dir.ts';
import { syncFolder } from '../sync-folder.ts';
import { makeFolder } from '#runtime/node/make-folder';
import { endDay, hasEnded, recordDay, createDurably } from './ended-days.ts';

const SALT_BYTES = 32;
const SALT = /^(\d{4}-\d{2}-\d{2})\.salt$/;
/** Remains of an interrupted creation: they may hold a salt that nobody used. */
const LEFTOVER = /^(new-[0-9a-f]+|latest-day\.[0-9a-f]+)$/;

/** Lists the days whose salt exists, oldest first. */
export function listSaltDays(data: DataDir): readonly string[] {
  if (!existsSync(data.salts)) return [];
  return readdirSync(data.salts)
    .flatMap((name) => SALT.exec(name)?.[1] ?? [])
    .toSorted();
}

/**
 * Returns the salt of `today`, and creates it where there is none; a second process reads the first one's. Durable when
 * it returns. Undefined where `today` has ended: its salt was destroyed, and a clock set back creates none; also where
 * another process saw the next day while this one was creating it. The caller wipes the bytes. Throws where the disk
 * refuses it.
 */
export function readOrCreateSalt(data: DataDir, today: string): Buffer | undefined {
  makeFolder(data.salts, 0o700);
  if (hasEnded(data, today)) return undefined;
  const file = join(data.salts, `${today}.salt`);
  const existing = readSalt(file);
  if (existing !== undefined) return unlessEnded(data, today, existing);
  recordDay(data, today);
  const created = randomBytes(SALT_BYTES);
  const draft = join(data.salts, `new-${randomBytes(8).toString('hex')}`);
  try {
    createDurably(draft, created);
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    created.fill(0);
    rmSync(draft, { force: true });
  }
  // A process that ends a day records it before it destroys the salt: one created after that is seen here.
  if (hasEnded(data, today)) {
    destroy(file);
    return undefined;
  }
  dateAsDay(file, today);
  syncFolder(data.salts);
  return unlessEnded(data, today, readSalt(file));
}

/**
 * Sets the times of a salt to its day, as those of arrivals. It follows the removal of the draft, which is the same
 * file: as an old one it would be destroyed as left over.
 */
function dateAsDay(file: string, day: string): void {
  try {
    const midnight = new Date(`${day}T00:00:00Z`);
    utimesSync(file, midnight, midnight);
  } catch {
    /* the salt is as good with its own times */
  }
}

/**
 * Discards a salt whose day ended while it was read: a salt that is being destroyed is overwritten first, and those
 * bytes may have been read.
 */
function unlessEnded(data: DataDir, today: string, salt: Buffer | undefined): Buffer | undefined {
  if (salt === undefined || !hasEnded(data, today)) return salt;
  salt.fill(0);
  return undefined;
}

/**
 * Destroys the salts of all days before `today` (overwritten, then removed) and the remains of creations, and records
 * `today` as seen, so that a clock set back creates none again. A salt of a day later than tomorrow was created by a
 * wrong clock and would outlive its day for long, so it is destroyed too. Returns the days. Every command may call it
 * at any time.
 */
export function deleteEndedSalts(data: DataDir, today: string): readonly string[] {
  if (!existsSync(data.salts)) return [];
  let fault: unknown;
  try {
    recordDay(data, today);
  } catch (error) {
    fault = error;
  }
  const ended = listSaltDays(data).filter((day) => day < today || day > addDays(today, 1));
  for (const day of ended) {
    try {
      endDay(data, day);
    } catch (error) {
      fault ??= error;
    }
    // The salt is destroyed even where the disk refuses the record.
    destroy(join(data.salts, `${day}.salt`));
  }
  for (const name of readdirSync(data.salts))
    if (LEFTOVER.test(name) && isOld(join(data.salts, name))) destroy(join(data.salts, name));
  if (ended.length > 0) syncFolder(data.salts);
  if (fault !== undefined) throw fault;
  return ended;
}

function readSalt(file: string): Buffer | undefined {
  try {
    const salt = readFileSync(file);
    return salt.length === SALT_BYTES ? salt : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Overwrites in place before unlinking: on file systems that write in place the bytes are gone, on others at least the
 * name.
 */
function destroy(file: string): void {
  try {
    const fd = openSync(file, 'r+');
    try {
      writeSync(fd, randomBytes(SALT_BYTES), 0, SALT_BYTES, 0);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    /* a full or failing disk does not prevent unlinking */
  }
  rmSync(file, { force: true });
}

/**
 * Whether a file is older than any creation in progress, which takes milliseconds. File times are the system's own, so
 * they are compared with the system's clock.
 */
function isOld(file: string): boolean {
  try {
    return Math.abs(Date.now() - statSync(file).mtimeMs) > 60_000;
  } catch {
    return false;
  }
}
