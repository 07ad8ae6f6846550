/**
 * Records which days have ended, so that no salt is created for one of them again: every day before the mark
 * `latest-day`, and each with a file `ended-DAY`, which is created exclusively before its salt is destroyed. A day ends
 * once and for all; nothing here reverts it.  The mark follows the clock from day to day. A jump of more than a day
 * means either a machine that was off or a wrong clock, and no process can tell which: then the mark stays, and only
 * days that were actually seen are ended one by one, until the clock has advanced steadily for STEADY_DAYS. So a clock
 * that was ahead costs the rest of the day on which it is corrected, and not every day until it catches up.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { addDays } from '#core/time/zone';
import type { DataDir } from '../data-dir.ts';
import { syncFolder } from '../sync-folder.ts';

const ENDED = /^ended-(\d{4}-\d{2}-\d{2})$/;
const STEADY_DAYS = 30;
/**
 * A slower process may overwrite a newer mark with an older one; records of ended days just before it are kept until
 * that is impossible.
 */
const RETAINED_DAYS = 3;

/** Reads the mark: every day before it has ended. '' where no day was ever seen here. */
export function readLatestDay(data: DataDir): string {
  try {
    return readFileSync(join(data.salts, 'latest-day'), 'utf8').trim();
  } catch {
    return '';
  }
}

/** Whether no salt may be created for this day any more. */
export function hasEnded(data: DataDir, day: string): boolean {
  return existsSync(endedFile(data, day)) || day < readLatestDay(data);
}

/** Ends a day durably. Throws where the disk refuses it. */
export function endDay(data: DataDir, day: string): void {
  try {
    createDurably(endedFile(data, day), Buffer.alloc(0));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  syncFolder(data.salts);
}

/** Records that the clock shows `today`: the day before has ended, and the mark moves unless the clock has jumped. */
export function recordDay(data: DataDir, today: string): void {
  const latest = readLatestDay(data);
  if (today <= latest) return;
  const yesterday = addDays(today, -1);
  if (!existsSync(endedFile(data, yesterday))) endDay(data, yesterday);
  if (latest !== '' && today > addDays(latest, 1) && !isSteady(data, today)) return;
  const draft = join(data.salts, `latest-day.${randomBytes(8).toString('hex')}`);
  try {
    createDurably(draft, Buffer.from(today));
    renameSync(draft, join(data.salts, 'latest-day'));
  } finally {
    rmSync(draft, { force: true });
  }
  for (const day of endedDays(data))
    if (day < addDays(today, -RETAINED_DAYS)) rmSync(endedFile(data, day), { force: true });
  syncFolder(data.salts);
}

/** Whether the clock reached `today` day by day: if not, nothing should be deleted because of its age. */
export function isClockTrusted(data: DataDir, today: string): boolean {
  return readLatestDay(data) >= today;
}

/**
 * Describes what is odd about a clock that shows `today`, for the operator; undefined where nothing is. Call it before
 * recordDay. A machine that was off for some days looks the same as a clock that is ahead.
 */
export function describeClockDoubt(data: DataDir, today: string): string | undefined {
  const lastDay = lastSeen(data);
  if (lastDay === '') return undefined;
  if (today > addDays(lastDay, 1)) {
    return `the clock shows ${today}, the last day seen here is ${lastDay}: if the clock is ahead, stop now and set it right, as every day's salt goes once a later day is seen`;
  }
  if (today < lastDay) {
    return `the clock shows ${today}, but ${lastDay} was seen here: is it behind? If it was ahead before and is right now, ${hasEnded(data, today) ? 'visitors are counted again from the next day on' : 'nothing is left to do'}`;
  }
  return undefined;
}

function lastSeen(data: DataDir): string {
  const lastEnded = endedDays(data).at(-1);
  const mark = readLatestDay(data);
  const seen = lastEnded === undefined ? '' : addDays(lastEnded, 1);
  return seen > mark ? seen : mark;
}

function isSteady(data: DataDir, today: string): boolean {
  const ended = new Set(endedDays(data));
  return Array.from({ length: STEADY_DAYS }, (_, n) => addDays(today, -1 - n)).every((day) => ended.has(day));
}

function endedDays(data: DataDir): readonly string[] {
  if (!existsSync(data.salts)) return [];
  return readdirSync(data.salts)
    .flatMap((name) => ENDED.exec(name)?.[1] ?? [])
    .toSorted();
}

function endedFile(data: DataDir, day: string): string {
  return join(data.salts, `ended-${day}`);
}

/** Creates a new file, durable when it returns. Throws where it exists. */
export function createDurably(file: string, bytes: Buffer): void {
  const fd = openSync(file, 'wx', 0o600);
  try {
    if (bytes.length > 0 && writeSync(fd, bytes) !== bytes.length)
      throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
