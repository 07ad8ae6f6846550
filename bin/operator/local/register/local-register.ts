/** The register of this machine: its commands go to the running register, or to its log where none runs. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkCopy, checkModes } from '#runtime/local/register/check-folder';
import { restoreBackup } from '#runtime/local/register/restore-backup';
import { runStaffSession } from '#runtime/local/register/staff-run';
import type { RegisterCli } from '../../../cli/register/register-options.ts';
import type { RegisterPlace } from '../../register-place.ts';

/** Where links of mails lead that a command sends, while no register runs and register.json names no `url`. */
const DEFAULT_URL = 'http://127.0.0.1:8788';

export function localRegister(cli: RegisterCli): RegisterPlace {
  const { dataFolder, folder, register } = cli;
  return {
    session: (use) => runStaffSession({ ...cli, url: DEFAULT_URL }, use),
    // Opening the register closes the folder to others, so `doctor` looks before it asks the register.
    check: () =>
      Promise.resolve({
        problems: existsSync(dataFolder) ? checkModes(dataFolder) : [],
        warnings: checkCopy(dataFolder, folder, register.config.givenUpCopy),
      }),
    restore: ({ backup, givenUp }) =>
      restoreBackup({ backup: resolve(backup), givenUp: resolve(givenUp), dataFolder }),
  };
}
