/** Files received mails of the bucket and notices of SES through the command `mail` of staff. It may not log. */
import { messageIdOf } from '#core/register/mail/message-id';
import type { RegisterContext } from '#core/register/register-context';
import { fileMails } from '#core/register/staff/file-mails';
import type { StaffContext } from '#core/register/staff/staff-context';
import { parseMail } from '#runtime/node/register/parse-mail';
import type { Bucket } from './bucket.ts';
import { reportOfNotice } from './ses-notice.ts';

const INBOUND = 'inbound/';
/** So many mails are filed in one run: the next one takes the others. */
const MOST_MAILS = 200;

/** What became of mails and notices. */
export interface Filed {
  readonly complaints: number;
  /** What could not be filed and is tried again. */
  readonly unfiled: number;
}

/**
 * A rule of SES names mails by ids of its own, without an ending, and leaves an object of this name when it is made.
 */
const isMail = (key: string): boolean =>
  !key.endsWith('/') && !key.endsWith('/AMAZON_SES_SETUP_NOTIFICATION');

/**
 * Files the mails below `inbound/`, each by itself. A mail stays there until it is filed; where it is needed as
 * evidence, the register holds a copy by then.
 */
export async function fileInbound(bucket: Bucket, context: StaffContext): Promise<Filed> {
  const keys = (await bucket.list(INBOUND)).filter(isMail).slice(0, MOST_MAILS);
  let [complaints, unfiled] = [0, 0];
  for (const key of keys)
    try {
      const content = await bucket.get(key);
      if (content === undefined) continue;
      if ((await fileOne(key.slice(INBOUND.length), content, context)) === 'complaint') complaints++;
      await bucket.delete(key);
    } catch {
      unfiled++;
    }
  return { complaints, unfiled };
}

/** Files notices of SES. Rejects at the first that could not be filed: whoever sent it sends it again. */
export async function fileNotices(notices: readonly unknown[], context: StaffContext): Promise<number> {
  let complaints = 0;
  for (const notice of notices) {
    const report = reportOfNotice(notice, idOf(context));
    if (report === undefined) continue;
    if ((await fileOne('notice.eml', report, context)) === 'complaint') complaints++;
  }
  return complaints;
}

const idOf =
  ({ register, url }: RegisterContext) =>
  (mail: string) =>
    messageIdOf(mail, register.config, url);

async function fileOne(
  file: string,
  content: Uint8Array,
  context: StaffContext,
): Promise<string | undefined> {
  const message = await parseMail(content);
  const mail = { file, content, ...(message === undefined ? {} : { message }) };
  return (await fileMails({ mails: [mail] }, context)).mails[0]?.as;
}
