/**
 * Which days have ended, so that no salt is made for one of them again: every day before the mark `latest-day`, and
 * each that has a file `ended-DAY`, made exclusively before its salt goes. A day is ended for good; nothing here takes
 * it back.
 *
 * The mark follows the clock from day to day. A leap of more than a day is either a machine that was off or a clock
 * that is wrong, and no process can tell which: then the mark waits, and only the days really seen are ended one by
 * one, until the clock has gone on steadily for MONTH days. So a clock that was ahead costs what was left of the day it
 * was set right on, and not every day until it catches up.
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
 * A slower process may write an older mark over a newer one; ended days just before it are kept until that cannot be.
 */
const RETAINED_DAYS = 3;

/** The mark: every day before it has ended. '' where no day was ever seen here. */
export function latestDay(data: DataDir): string {
  try {
    return readFileSync(join(data.salts, 'latest-day'), 'utf8').trim();
  } catch {
    return '';
  }
}

/** Whether a salt may never be made for this day. */
export function hasEnded(data: DataDir, day: string): boolean {
  return existsSync(endedFile(data, day)) || day < latestDay(data);
}

/** Ends a day, durably. Throws where the disk does not take it. */
export function endDay(data: DataDir, day: string): void {
  try {
    createDurably(endedFile(data, day), Buffer.alloc(0));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  syncFolder(data.salts);
}

/** Notes that the clock shows `today`: the day before has ended, and the mark moves where the clock has not leapt. */
export function recordDay(data: DataDir, today: string): void {
  const mark = latestDay(data);
  if (today <= mark) return;
  const yesterday = addDays(today, -1);
  if (!existsSync(endedFile(data, yesterday))) endDay(data, yesterday);
  if (mark !== '' && today > addDays(mark, 1) && !isSteady(data, today)) return;
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

/** Whether the clock came to `today` day by day: if not, nothing should be deleted for its age. */
export function isClockTrusted(data: DataDir, today: string): boolean {
  return latestDay(data) >= today;
}

/**
 * What is odd about a clock that shows `today`, in words for the operator; undefined where nothing is. To be asked
 * before recordDay. A machine that was off for some days has the same look as a clock that is ahead.
 */
export function clockDoubt(data: DataDir, today: string): string | undefined {
  const last = lastSeen(data);
  if (last === '') return undefined;
  if (today > addDays(last, 1)) {
    return `the clock shows ${today}, the last day seen here is ${last}: if the clock is ahead, stop now and set it right, as every day's salt goes once a later day is seen`;
  }
  if (today < last) {
    return `the clock shows ${today}, but ${last} was seen here: is it behind? If it was ahead before and is right now, ${hasEnded(data, today) ? 'visitors are counted again from the next day on' : 'nothing is left to do'}`;
  }
  return undefined;
}

function lastSeen(data: DataDir): string {
  const last = endedDays(data).at(-1);
  const mark = latestDay(data);
  const seen = last === undefined ? '' : addDays(last, 1);
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

/** Creates a file that is not there yet, durable when it returns. */
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
