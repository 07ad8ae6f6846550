/** Opens the register on one machine: configuration, keys, log and mail, as one context for pages and staff alike. */
import { makeFolder } from '#runtime/node/make-folder';
import { registerKeys } from '#runtime/node/register/register-keys';
import { Informer } from '#core/register/information/informer';
import type { MailDoor } from '#core/register/mail/mail';
import { Mailer } from '#core/register/mail/send-due-mails';
import { termsOf, type RegisterContext } from '#core/register/register-context';
import { closeFolder } from '../close-folder.ts';
import { checkDataFolder } from './check-data-folder.ts';
import { createMailDoor } from './create-mail-door.ts';
import { FileRegisterLog } from './file-register-log.ts';
import { finishErasures } from './finish-erasures.ts';
import { openKeys } from './key-files.ts';
import { LocalMailFiles } from './mail-files.ts';
import { MailLoop } from './mail-loop.ts';
import type { RegisterOnDisk } from '#runtime/node/register/read-register';
import { removeTracesIn } from './remove-traces.ts';

export interface RegisterOptions extends RegisterOnDisk {
  readonly dataFolder: string;
  /** Where the pages are reached, if register.json does not say. */
  readonly url: string;
  /** Says on stderr what an operator should know; never personal data. */
  readonly note: (text: string) => void;
}

export interface OpenedRegister {
  readonly context: RegisterContext;
  readonly mails: MailLoop;
  readonly mailFiles: LocalMailFiles;
  readonly informer: Informer;
  /** Writes what waits and releases the folder. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the register; the caller is its only writer until it closes it. Throws what reading configuration, keys and log
 * throws, a LockHeldError while another process has it.
 */
export async function openRegister(options: RegisterOptions): Promise<OpenedRegister> {
  const { register, folder, dataFolder, note } = options;
  checkDataFolder(dataFolder);
  makeFolder(dataFolder);
  closeFolder(dataFolder);
  const door: MailDoor = createMailDoor(register.config, folder, dataFolder);
  const pair = openKeys(dataFolder);
  const keys = registerKeys(pair.hashKey, pair.linkKey);
  const log = await FileRegisterLog.open(dataFolder, keys.keyOf);
  const tasks = new Set<Promise<void>>();
  const mailFiles = new LocalMailFiles(folder, dataFolder);
  const context: RegisterContext = {
    ...keys,
    register,
    log,
    terms: termsOf(register),
    now: () => Date.now(),
    url: (register.config.url ?? options.url).replace(/\/$/, ''),
    wakeMailer: () => mails.wake(),
    afterAnswer: (task) => {
      const run = new Promise<void>((resolve) => setImmediate(resolve))
        .then(task)
        .catch(() => undefined)
        .finally(() => tasks.delete(run));
      tasks.add(run);
    },
    removeTraces: removeTracesIn(dataFolder),
  };
  const mails = new MailLoop(new Mailer(context, door, mailFiles), note);
  try {
    await finishErasures(log.unfinished, context);
    const state = await log.read();
    mailFiles.sweep((mail) => state.dueMails.has(mail));
  } catch (error) {
    await log.close();
    throw error;
  }
  return {
    context,
    mails,
    mailFiles,
    informer: new Informer(context, door),
    close: async () => {
      await Promise.all(tasks);
      await mails.close();
      await door.close();
      await log.close();
    },
  };
}
