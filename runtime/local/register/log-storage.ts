/** The file `register.jsonl` of a data folder: how it is opened, and how another takes its place. */
import { constants, fchmodSync, fstatSync, lstatSync, rename, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { makeFolder } from '#runtime/node/make-folder';
import { closeFolder } from '../close-folder.ts';
import { DurableFile } from '../durable-file.ts';
import { syncFolder } from '../sync-folder.ts';
import { LogDamagedError, LogPlaceError } from './log-errors.ts';
import { formatEvent, formatGroup, parseLine } from './log-lines.ts';
import { readGroups, type Group } from './read-groups.ts';

const renameFile = promisify(rename);
const { O_CREAT, O_EXCL, O_RDWR } = constants;

/** Returns the path of a folder's log. */
export function logPath(folder: string): string {
  return join(folder, 'register.jsonl');
}

/** Characters that are written at once: each write is a sync of its own. */
const WRITE_LENGTH = 8 * 1024 * 1024;

/** A draft holds personal data: it never outlives the next start. */
const draftPath = (folder: string): string => `${logPath(folder)}.tmp`;

/**
 * Opens the log and calls `take` with each of its events; creates folder and file if need be, and closes them to other
 * users. What a crash tore is cut off.
 */
export async function openLog<E extends object>(
  folder: string,
  take: (event: E) => void,
): Promise<DurableFile> {
  makeFolder(folder);
  closeFolder(folder);
  rmSync(draftPath(folder), { force: true });
  const path = logPath(folder);
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false) throw new LogPlaceError(path);
  const file = await DurableFile.open(path, O_CREAT | O_RDWR);
  try {
    fchmodSync(file.fd, 0o600);
    syncFolder(folder);
    syncFolder(dirname(folder));
    let end = 0;
    for await (const read of readGroups<E>({ path, fd: file.fd, length: fstatSync(file.fd).size })) {
      for (const { events } of read.groups) for (const event of events) take(event);
      end = read.end;
    }
    // Also where nothing is torn: a process that was killed may have left events that are readable but not on disk.
    await file.cutBack(end);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * Writes beside the log what `keep` leaves of it, on disk, and gives that the log's name. Lines that are skipped stay
 * as they are. Returns the new file; the folder is not synced yet. Where it throws, the log is as it was.
 */
export async function replaceLog<E extends object>(
  folder: string,
  old: DurableFile,
  keep: (event: E) => E | undefined,
  isSkipped: (line: string) => boolean,
): Promise<DurableFile> {
  const draft = draftPath(folder);
  rmSync(draft, { force: true });
  const file = await DurableFile.open(draft, O_CREAT | O_EXCL | O_RDWR);
  try {
    const path = logPath(folder);
    let end = 0;
    let kept = '';
    const write = async () => {
      await file.write(Buffer.from(kept, 'utf8'));
      kept = '';
    };
    for await (const read of readGroups<E>({ path, fd: old.fd, length: old.length, isSkipped })) {
      for (const group of read.groups) kept += keepGroup(path, group, keep);
      end = read.end;
      if (kept.length >= WRITE_LENGTH) await write();
    }
    await write();
    if (end < old.length) throw new LogDamagedError(path, 'last', 'unreadable');
    await renameFile(draft, path);
    return file;
  } catch (error) {
    await file.close().catch(() => undefined);
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Returns the lines that stay of a group: the same text where `keep` returns each of its events as it is. */
function keepGroup<E extends object>(
  path: string,
  { events, text }: Group<E>,
  keep: (event: E) => E | undefined,
): string {
  if (events.every((event) => keep(freeze(event)) === event)) return text;
  const kept = text
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const event = parseLine<E>(line)?.event;
      if (event === undefined) throw new LogDamagedError(path, 'some', 'unreadable');
      return keep(freeze(event));
    });
  return formatGroup(kept.filter((event) => event !== undefined).map(formatEvent));
}

/** Freezes what is in an event too: a change in place would not be written. */
function freeze<T extends object>(value: T): T {
  for (const inside of Object.values(value) as unknown[])
    if (typeof inside === 'object' && inside !== null) freeze(inside);
  return Object.freeze(value);
}
