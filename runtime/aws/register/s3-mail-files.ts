/**
 * Files that go with mails: the documents of forms beside the bundle, and in the bucket, below `outgoing/MAIL/`, what
 * staff gave for one mail, until that mail is gone.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Form } from '#core/register/form-schema';
import type { StoredMail } from '#core/register/mail/compose-about-form';
import type { MailFiles } from '#core/register/mail/compose-job';
import type { Attachment } from '#core/register/mail/mail';
import type { Bucket } from './bucket.ts';

const OUTGOING = 'outgoing/';
const TEXT = 'text.txt';
const ATTACHED = 'attached/';

export class S3MailFiles implements MailFiles {
  readonly #folder: string;
  readonly #bucket: Bucket;

  /** `folder` is that of register.json beside the bundle. */
  constructor(folder: string, bucket: Bucket) {
    this.#folder = folder;
    this.#bucket = bucket;
  }

  documentsOf({ documents }: Form): Promise<readonly Attachment[]> {
    return Promise.resolve(
      documents.map((name) => ({
        filename: basename(name),
        content: readFileSync(join(this.#folder, name)),
      })),
    );
  }

  async read(mail: string): Promise<StoredMail | undefined> {
    const text = await this.#bucket.text(`${OUTGOING}${mail}/${TEXT}`);
    if (text === undefined) return undefined;
    const prefix = `${OUTGOING}${mail}/${ATTACHED}`;
    const names = (await this.#bucket.list(prefix)).map((key) => key.slice(prefix.length)).toSorted();
    const attachments = await Promise.all(
      names.map(async (name) => ({
        // A number in front keeps the order and lets two files have one name.
        filename: name.slice(name.indexOf('-') + 1),
        content: (await this.#bucket.get(prefix + name)) ?? new Uint8Array(),
      })),
    );
    return { text, attachments };
  }

  /** Stores what goes with a mail; the text is written last, and without it nothing counts. */
  async store(mail: string, { text, attachments }: StoredMail): Promise<void> {
    for (const [at, { filename, content }] of attachments.entries())
      await this.#bucket.put(`${OUTGOING}${mail}/${ATTACHED}${at}-${basename(filename)}`, content);
    await this.#bucket.put(`${OUTGOING}${mail}/${TEXT}`, text);
  }

  async remove(mail: string): Promise<void> {
    for (const key of await this.#bucket.list(`${OUTGOING}${mail}/`)) await this.#bucket.delete(key);
  }

  /** Removes what was stored before an instant, in milliseconds since 1970, and belongs to no mail that is due. */
  async sweep(before: number, isDue: (mail: string) => Promise<boolean>): Promise<void> {
    const old = (await this.#bucket.entries(OUTGOING)).filter(({ written }) => written < before);
    const mails = new Set(old.map(({ key }) => key.slice(OUTGOING.length).split('/', 1)[0] ?? ''));
    for (const mail of mails) if (!(await isDue(mail))) await this.remove(mail);
  }
}
