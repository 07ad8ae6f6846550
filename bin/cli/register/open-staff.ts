/** The place on which the commands of staff work: the register of this machine. */
import { existsSync } from 'node:fs';
import type { Problem } from '#core/register/staff/problem';
import { checkCopy, checkModes } from '#runtime/local/register/check-folder';
import { writePrivateFile } from '#runtime/local/register/private-file';
import { runStaff, runStaffSession, type StaffCall } from '#runtime/local/register/staff-run';
import type { RegisterCli } from './register-options.ts';

/** Where links of mails lead that a command sends, while no register runs and register.json names no `url`. */
const DEFAULT_URL = 'http://127.0.0.1:8788';

/** Runs a command of staff, by the running register or on its log. */
export async function callStaff<Result>(cli: RegisterCli, command: string, input: unknown): Promise<Result> {
  return (await runStaff(command, input, { ...cli, url: DEFAULT_URL })) as Result;
}

/** Runs several commands of staff; where no register serves, its log is opened once for all of them. */
export const withStaff = <Result>(
  cli: RegisterCli,
  use: (call: StaffCall) => Promise<Result>,
): Promise<Result> => runStaffSession({ ...cli, url: DEFAULT_URL }, use);

/** Writes a file that is handed out, which nobody else may read; what stood there before is replaced. */
export const writeHandedOut = (path: string, content: string): void => writePrivateFile(path, content);

/** What the place itself shows, beside configuration and log. */
export interface PlaceChecks {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Looks at the data folder. Opening the register closes the folder to others, so this comes first. */
export function checkPlace({ dataFolder, folder, register }: RegisterCli): PlaceChecks {
  return {
    problems: existsSync(dataFolder) ? checkModes(dataFolder) : [],
    warnings: checkCopy(dataFolder, folder, register.config.givenUpCopy),
  };
}
