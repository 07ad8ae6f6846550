/** What a user reads of a failure: one line, and the exit status. It may not hold a stack or the text of an engine's error, which can quote a value. */
import { existsSync } from 'node:fs';
import { CommanderError } from 'commander';
import { DamagedFileError } from '#core/damage/damaged-file-error';
import { OperatorError } from '#core/operator-error';
import { FACTS } from '#queries/facts/catalogue';
import { inspectLake } from '#runtime/local/damage/inspect-lake';
import { isRoomFault } from '#runtime/local/damage/parquet-damage';
import type { DataDir } from '#runtime/local/data-dir';
import { isNoRoom } from './no-room.ts';
import { remedyFor } from './remedy.ts';

export interface Explained {
  readonly message: string;
  readonly exit: 1 | 2;
  /** A fault of the program: its stack is worth seeing. */
  readonly unexpected: boolean;
}

/** What a code of the system means where a file or folder is at fault, and what to do. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: 'this user may not use it: run as its owner, or change its rights',
  EPERM: 'this user may not change it: run as its owner, or change its rights',
  ENOTDIR: 'a file stands where a folder should be: move it away',
  EISDIR: 'a folder stands where a file should be: move it away',
  ENOTEMPTY: 'a folder stands where a file should be: move it away',
  EEXIST: 'something else stands there: move it away',
  ELOOP: 'its links lead in a circle: mend them',
  ENOENT: 'it is not there: put it back, or see docs/operations.md under "Damaged files"',
  EROFS: 'the file system is read-only: mount it so that it can be written',
  ENOSPC: 'there is no room on the disk: make room',
  EDQUOT: 'the quota of the disk is used up: make room',
  EMFILE: 'too many files are open: raise the limit (ulimit -n)',
  ENFILE: 'too many files are open on this machine',
  EIO: 'the disk fails: look at its log',
};

/** `data`: the folder that the command worked on; undefined where it had none of this machine. */
export async function explainFailure(
  error: unknown,
  command: string | undefined,
  data: DataDir | undefined,
): Promise<Explained> {
  if (error instanceof CommanderError)
    return known(`${error.message.replace(/^error: /, '')}${remedyFor(error.code, command)}`, 2);
  if (error instanceof OperatorError) return known(error.message, error.exit);
  const { code, path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const remedy = code === undefined ? undefined : REMEDIES[code];
  if (remedy !== undefined) return known(`${dest ?? path ?? 'the disk'} (${String(code)}): ${remedy}`, 1);
  if (isNoRoom(error) || isRoomFault(error))
    return known('there is no room on the disk or in memory: make room and run it again', 1);
  const damages =
    data === undefined || !existsSync(data.root) ? [] : await inspectLake(data, FACTS).catch(() => []);
  if (damages.length > 0) return known(new DamagedFileError(...damages).message, 1);
  return {
    message: `an unexpected fault (${error instanceof Error ? error.name : 'unknown'}): set HEADCOUNT_DEBUG=1 to see where, on test data only`,
    exit: 1,
    unexpected: true,
  };
}

function known(message: string, exit: 1 | 2): Explained {
  return { message, exit, unexpected: false };
}
