/** Runs a command of staff: by the register that serves the data folder, or, where none does, on its log directly. */
import { userInfo } from 'node:os';
import { existsSync } from 'node:fs';
import { runStaffCommand } from '#core/register/staff/commands';
import type { StaffContext } from '#core/register/staff/staff-context';
import { createSystemBits } from '#runtime/node/random-bits';
import { checkDataFolder } from './check-data-folder.ts';
import { openRegister, type OpenedRegister, type RegisterOptions } from './open-register.ts';
import { askStaffDoor } from './staff-door.ts';
import { staffFilesIn } from './staff-files.ts';

/** Who acts, as the log records it: who called sudo, since staff may share one user, or else the user. */
export function currentReader(sudoUser: string | undefined): string {
  if (sudoUser !== undefined && /^[\w.-]{1,64}$/.test(sudoUser)) return `staff:${sudoUser}`;
  try {
    return `staff:${userInfo().username}`;
  } catch {
    // A container may run under a user id without a name.
    return `staff:${process.getuid?.() ?? 'unknown'}`;
  }
}

/** What the commands work with beside an opened register. */
export function staffContextOf(opened: OpenedRegister, dataFolder: string, reader: string): StaffContext {
  return {
    ...opened.context,
    files: staffFilesIn(dataFolder, opened.mailFiles),
    sendNow: () => {
      opened.mails.wake();
      return opened.mails.settle();
    },
    informer: opened.informer,
    reader,
    randomBits: createSystemBits,
  };
}

/** Runs a command of staff with its input. */
export type StaffCall = (command: string, input: unknown) => Promise<unknown>;

/** Runs the command; rejects with what `runStaffCommand` rejects with, or with what opening the register throws. */
export function runStaff(command: string, input: unknown, options: RegisterOptions): Promise<unknown> {
  return runStaffSession(options, (call) => call(command, input));
}

/** Runs several commands one after the other; where no register serves, its log is opened once for all of them. */
export async function runStaffSession<Result>(
  options: RegisterOptions,
  use: (call: StaffCall) => Promise<Result>,
): Promise<Result> {
  const { dataFolder } = options;
  checkDataFolder(dataFolder);
  const reader = currentReader(process.env['SUDO_USER']);
  let opened: OpenedRegister | undefined;
  try {
    const result = await use(async (command, input) => {
      const answered =
        opened === undefined && existsSync(dataFolder)
          ? await askStaffDoor(dataFolder, { command, input, reader })
          : undefined;
      if (answered !== undefined) return answered.result;
      opened ??= await openRegister(options);
      return runStaffCommand(command, input, staffContextOf(opened, dataFolder, reader));
    });
    opened?.mails.wake();
    await opened?.mails.settle();
    return result;
  } finally {
    await opened?.close();
  }
}
