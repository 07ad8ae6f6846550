/** The outbox: mails as files, for whoever has no mail server or hands them over by other means. */
import { readdirSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Handover, Mail, MailDoor } from '#core/register/mail/mail';
import { makeFolder } from '#runtime/node/make-folder';
import { formatMail, type DkimKey } from '#runtime/node/register/format-mail';
import { closeFolder } from '../close-folder.ts';
import { syncFolder } from '../sync-folder.ts';

/** Writes each mail as `outbox/YYYYMMDDTHHMMSSmmmZ-KIND-ID.eml` of a data folder; a mail that is there is whole. */
export class Outbox implements MailDoor {
  readonly #folder: string;
  readonly #dkim: DkimKey | undefined;
  #isClosed = false;

  /**
   * Creates the folder if need be, closes it to other users, and removes drafts that a crash left: they hold addresses.
   * Throws a FolderError.
   */
  constructor(dataFolder: string, dkim?: DkimKey) {
    this.#folder = join(dataFolder, 'outbox');
    this.#dkim = dkim;
    makeFolder(this.#folder);
    closeFolder(this.#folder);
    for (const name of readdirSync(this.#folder))
      if (name.endsWith('.eml.tmp')) rmSync(join(this.#folder, name), { force: true });
  }

  /** Rejects with an error of the system where the file could not be written; then it is not there. */
  async send(mail: Mail, at: number): Promise<Handover> {
    if (this.#isClosed) return 'refused';
    const path = join(this.#folder, outboxName(mail, at));
    const { bytes } = await formatMail(mail, at, this.#dkim);
    makeFolder(this.#folder);
    const draft = `${path}.tmp`;
    try {
      const file = await open(draft, 'w', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined);
      throw error;
    }
    syncFolder(this.#folder);
    return 'sent';
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }
}

/** Returns the name of a mail's file; throws where the id would be another file's. */
export function outboxName({ kind, id }: Pick<Mail, 'kind' | 'id'>, at: number): string {
  if (!/^[A-Za-z0-9_-]+$/.test(id))
    throw new RangeError('the id of a mail is of A-Z, a-z, 0-9, _ and - alone');
  return `${new Date(at).toISOString().replaceAll(/[-:.]/g, '')}-${kind}-${id}.eml`;
}
