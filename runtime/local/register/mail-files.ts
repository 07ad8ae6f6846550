/**
 * Files that go with mails: the documents of forms beside the configuration, and what staff gave for one mail, which
 * stays in `outgoing/MAIL/` of the data folder until that mail is gone.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Form } from '#core/register/form-schema';
import type { StoredMail } from '#core/register/mail/compose-about-form';
import type { MailFiles } from '#core/register/mail/compose-job';
import type { Attachment } from '#core/register/mail/mail';
import { writePrivateFile } from './private-file.ts';

const TEXT = 'text.txt';
const ATTACHED = 'attached';

export class LocalMailFiles implements MailFiles {
  readonly #configFolder: string;
  readonly #folder: string;

  constructor(configFolder: string, dataFolder: string) {
    this.#configFolder = configFolder;
    this.#folder = join(dataFolder, 'outgoing');
  }

  documentsOf({ documents }: Form): Promise<readonly Attachment[]> {
    return Promise.resolve(
      documents.map((name) => ({
        filename: basename(name),
        content: readFileSync(join(this.#configFolder, name)),
      })),
    );
  }

  read(mail: string): Promise<StoredMail | undefined> {
    const folder = join(this.#folder, mail);
    if (!existsSync(join(folder, TEXT))) return Promise.resolve(undefined);
    const attached = join(folder, ATTACHED);
    return Promise.resolve({
      text: readFileSync(join(folder, TEXT), 'utf8'),
      attachments: (existsSync(attached) ? readdirSync(attached).toSorted() : []).map((name) => ({
        // A number in front keeps the order and lets two files have one name.
        filename: name.slice(name.indexOf('-') + 1),
        content: readFileSync(join(attached, name)),
      })),
    });
  }

  /** Stores what goes with a mail, on disk when it returns; the text is written last, and without it nothing counts. */
  store(mail: string, { text, attachments }: StoredMail): void {
    const folder = join(this.#folder, mail);
    mkdirSync(join(folder, ATTACHED), { recursive: true, mode: 0o700 });
    for (const [at, { filename, content }] of attachments.entries())
      writePrivateFile(join(folder, ATTACHED, `${at}-${basename(filename)}`), content);
    writePrivateFile(join(folder, TEXT), text);
  }

  remove(mail: string): Promise<void> {
    rmSync(join(this.#folder, mail), { recursive: true, force: true });
    return Promise.resolve();
  }

  /** Removes what belongs to no mail that is due. */
  sweep(isDue: (mail: string) => boolean): void {
    for (const mail of existsSync(this.#folder) ? readdirSync(this.#folder) : [])
      if (!isDue(mail)) rmSync(join(this.#folder, mail), { recursive: true, force: true });
  }
}
