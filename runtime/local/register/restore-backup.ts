/** Restores a backup of the data folder, and gives up again what was given up since. */
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '#runtime/node/make-folder';
import { registerKeys } from '#runtime/node/register/register-keys';
import { OperatorError } from '#core/operator-error';
import { emptiedPeople } from '#core/register/acts/erasure-traces';
import { isGivenUp, linesBeyond, withoutOffers, type GivenUpEvent } from '#core/register/given-up';
import type { RegisterEvent } from '#core/register/event';
import { closeFolder } from '../close-folder.ts';
import { syncFolder } from '../sync-folder.ts';
import { checkDataFolder } from './check-data-folder.ts';
import { FileRegisterLog } from './file-register-log.ts';
import { readGivenUp } from './given-up-file.ts';
import { KEY_FILES, openKeys } from './key-files.ts';
import { releasedSurveys, SURVEYS } from './released-surveys.ts';
import { lockFolder } from './lock-folder.ts';
import { LogFile } from './log-file.ts';
import { formatEvent } from './log-lines.ts';
import { logPath } from './log-storage.ts';
import { removeTracesIn } from './remove-traces.ts';

/** The backup cannot be restored so. */
export class RestoreError extends OperatorError {
  override readonly name = 'RestoreError';
  override readonly exit: 1 | 2;

  constructor(message: string, exit: 1 | 2) {
    super(message);
    this.exit = exit;
  }
}

/** What is copied beside log and keys; mails of the outbox have left. */
const FOLDERS = ['evidence', 'transfers', 'outgoing', SURVEYS] as const;

export interface RestoreRequest {
  /** A copy of a data folder. */
  readonly backup: string;
  /** The latest `given-up.jsonl`. */
  readonly givenUp: string;
  readonly dataFolder: string;
}

export interface Restored {
  /** Events of the restored log. */
  readonly events: number;
  /** Lines of what was given up or offered that the backup lacked. */
  readonly replayed: number;
}

/**
 * Restores into a folder without a log. The log takes its place last, with all that was given up: a crash leaves a
 * folder without a log, and the restore can be run again. Throws a RestoreError.
 */
export async function restoreBackup({ backup, givenUp, dataFolder }: RestoreRequest): Promise<Restored> {
  checkDataFolder(dataFolder);
  if (existsSync(logPath(dataFolder)))
    throw new RestoreError(
      `${JSON.stringify(dataFolder)} holds a log already: move it away, or name an empty folder in --data`,
      1,
    );
  if (!existsSync(logPath(backup)))
    throw new RestoreError(
      `${JSON.stringify(backup)} holds no register.jsonl: name a copy of the data folder`,
      1,
    );
  if (!existsSync(givenUp))
    throw new RestoreError(`there is no file ${JSON.stringify(givenUp)}: name the latest given-up.jsonl`, 2);
  const known = readGivenUp(givenUp);
  makeFolder(dataFolder);
  closeFolder(dataFolder);
  const staging = join(dataFolder, 'restoring');
  const lock = await lockFolder(dataFolder);
  try {
    rmSync(staging, { recursive: true, force: true });
    mkdirSync(staging, { mode: 0o700 });
    copyInto(staging, backup, dataFolder);
    copySurveys(staging, dirname(givenUp));
    const restored = await replay(staging, known);
    takePlace(staging, dataFolder);
    return restored;
  } finally {
    rmSync(staging, { recursive: true, force: true });
    lock.release();
  }
}

function copyInto(staging: string, backup: string, dataFolder: string): void {
  for (const name of KEY_FILES) {
    const source = [join(dataFolder, name), join(backup, name)].find((path) => existsSync(path));
    if (source === undefined)
      throw new RestoreError(
        `${name} is neither in --data nor in the backup: put it into --data from the backup of the keys`,
        1,
      );
    cpSync(source, join(staging, name));
  }
  for (const name of FOLDERS)
    if (existsSync(join(backup, name))) cpSync(join(backup, name), join(staging, name), { recursive: true });
  cpSync(logPath(backup), logPath(staging));
}

/** Released surveys that were copied beside the lines are newer than the backup's: no year is drawn twice. */
function copySurveys(staging: string, beside: string): void {
  for (const name of releasedSurveys(beside)) {
    mkdirSync(join(staging, SURVEYS), { recursive: true, mode: 0o700 });
    cpSync(join(beside, SURVEYS, name), join(staging, SURVEYS, name));
  }
}

async function replay(staging: string, known: readonly string[]): Promise<Restored> {
  let events = 0;
  const own: string[] = [];
  const first = await LogFile.open<RegisterEvent>({
    folder: staging,
    lock: await lockFolder(staging),
    take: (event) => {
      events++;
      if (isGivenUp(event)) own.push(formatEvent(event));
    },
  });
  await first.close();
  // A copy of an older version knows of no information mails.
  const missing = linesBeyond(own, known) ?? linesBeyond(withoutOffers(own), known);
  if (missing === undefined)
    throw new RestoreError(
      'the file of --given-up lacks lines that the backup itself holds: name the latest one',
      2,
    );
  const { hashKey, linkKey } = openKeys(staging);
  const { keyOf } = registerKeys(hashKey, linkKey);
  const log = await FileRegisterLog.open(staging, keyOf);
  try {
    const replayed = missing.map((line) => JSON.parse(line) as GivenUpEvent);
    await log.append(replayed);
    await log.purge();
    const erased = [...own, ...missing]
      .map((line) => JSON.parse(line) as GivenUpEvent)
      .flatMap((event) => (event.event === 'erased' ? [event.submission ?? event.ref] : []));
    const state = await log.read();
    await removeTracesIn(staging)(
      [...erased, ...emptiedPeople(state, [...state.people.keys()])],
      () => false,
    );
    return { events: events + replayed.length, replayed: replayed.length };
  } finally {
    await log.close();
  }
}

/** Moves everything up, the log last. */
function takePlace(staging: string, dataFolder: string): void {
  const log = 'register.jsonl';
  for (const name of readdirSync(staging)) {
    if (name === log || name === 'locks') continue;
    rmSync(join(dataFolder, name), { recursive: true, force: true });
    renameSync(join(staging, name), join(dataFolder, name));
  }
  syncFolder(dataFolder);
  renameSync(join(staging, log), join(dataFolder, log));
  syncFolder(dataFolder);
}
