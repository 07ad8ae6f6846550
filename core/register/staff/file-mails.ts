/**
 * `mail`: files received mails, each once. A withdrawal or a complaint takes effect, a mail that came back is counted,
 * and what somebody has to read becomes a case. What cannot be parsed is a case too, so that nothing is lost.
 */
import { z } from 'zod';
import type { RegisterEvent } from '../event.ts';
import type { FiledAs } from '../filed-event.ts';
import { inboundMessageSchema, headerOf, type InboundMessage } from '../inbound/inbound-message.ts';
import { readMeaning, type MailMeaning } from '../inbound/mail-meaning.ts';
import { tokenOf } from '../inbound/match-mail.ts';
import { ourTextOf, type IsOurs } from '../inbound/our-text.ts';
import { timeOf } from '../register-context.ts';
import { fileBounce } from './file-bounce.ts';
import { fileOpen } from './file-open.ts';
import { filedEvent, type MailToFile } from './mail-to-file.ts';
import { fileWithdrawal } from './file-withdrawal.ts';
import type { StaffContext } from './staff-context.ts';

/** A mail as it came: `message` is missing where it could not be parsed. */
export const receivedMailSchema = z.object({ file: z.string(), message: inboundMessageSchema.optional() });

export interface FileMailsRequest {
  readonly mails: readonly {
    readonly file: string;
    readonly message?: InboundMessage | undefined;
    readonly content: Uint8Array;
  }[];
}

export interface FiledMail {
  readonly file: string;
  readonly as: FiledAs;
}

/** Files the mails in their order; rejects at the first that could not be stored, which can be filed again. */
export async function fileMails(
  { mails }: FileMailsRequest,
  context: StaffContext,
): Promise<{ readonly mails: readonly FiledMail[] }> {
  const isOurs = ourTextOf(context.register.config);
  const filed: FiledMail[] = [];
  const forms: string[] = [];
  for (const { file, message, content } of mails) {
    const mail = {
      id: mailIdOf(message, content, context),
      message,
      content,
      received: receivedOf(message, context),
    };
    const meaning = meaningOf(message, isOurs, context);
    const form = await fileMail(mail, meaning, context);
    if (form !== undefined) forms.push(form);
    filed.push({ file, as: meaning.as });
  }
  await tellOwners(forms, context);
  return { mails: filed };
}

function meaningOf(message: InboundMessage | undefined, isOurs: IsOurs, context: StaffContext): MailMeaning {
  if (message === undefined) return { as: 'open' };
  const isToWithdrawal = tokenOf(message, context)?.act === 'withdraw';
  return readMeaning(message, { isOurs, isToWithdrawal });
}

/** Files a mail; returns the form whose owner has to read it, if somebody has to. */
async function fileMail(
  mail: MailToFile,
  meaning: MailMeaning,
  context: StaffContext,
): Promise<string | undefined> {
  const { message, id } = mail;
  if ((await context.log.read([id])).filedMails.has(id)) return undefined;
  if (message === undefined) return fileOpen(mail, { what: 'mail that could not be read' }, context);
  switch (meaning.as) {
    case 'automatic':
      await context.log.append([filedEvent(mail, meaning.as, context)], {
        names: [id],
        holds: (state) => !state.filedMails.has(id),
      });
      return undefined;
    case 'bounce':
      await fileBounce({ ...mail, message }, meaning.report, context);
      return undefined;
    case 'complaint':
    case 'withdrawal':
      return fileWithdrawal({ ...mail, message }, meaning, context);
    case 'open':
      return fileOpen({ ...mail, message }, { what: 'mail to be read' }, context);
  }
}

/**
 * A keyed hash, since a Message-ID may tell where somebody works. A copy that came another way has the same; a program
 * that gives different mails one Message-ID hides none of them.
 */
function mailIdOf(message: InboundMessage | undefined, content: Uint8Array, context: StaffContext): string {
  const messageId = /<[^<>\s]{3,}>/.exec((message && headerOf(message, 'message-id')) ?? '')?.[0];
  if (message === undefined || messageId === undefined)
    return context.mac(`received.${context.sha256(content)}`);
  const { subject, from, text, parts } = message;
  const said = new TextEncoder().encode(JSON.stringify([subject, from, text, parts]));
  return context.mac(`received.${messageId}.${context.sha256(said)}`);
}

const YEAR_MS = 366 * 86_400_000;

/** When the last mail server took it: the time after the semicolon of the first Received. */
function receivedOf(message: InboundMessage | undefined, context: StaffContext): string {
  const header = (message && headerOf(message, 'received')) ?? '';
  const time = Date.parse(header.slice(header.lastIndexOf(';') + 1).replace(/\(.*$/, ''));
  const isPlausible = time <= context.now() && time > context.now() - YEAR_MS;
  return isPlausible ? new Date(time).toISOString() : timeOf(context);
}

/** One mail for each owner's form, that something came which has to be read; it holds nothing of a person. */
async function tellOwners(forms: readonly string[], context: StaffContext): Promise<void> {
  const due = [...new Set(forms)].map((form): RegisterEvent => ({
    event: 'due',
    at: timeOf(context),
    kind: 'owner',
    ref: 'owners',
    mail: `${context.randomId()}-owner`,
    details: { form, open: [], cases: forms.filter((one) => one === form).length },
  }));
  if (due.length === 0) return;
  await context.log.append(due);
  context.wakeMailer();
}
