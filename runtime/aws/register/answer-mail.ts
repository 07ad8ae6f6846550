/**
 * The one function that may send: by the minute's schedule, for staff, and for notices of SES. It runs once at a time,
 * so that no round runs beside another or beside a mailing. It may log counts alone.
 */
import type { MailDoor } from '#core/register/mail/mail';
import { Mailer, type MailRound } from '#core/register/mail/send-due-mails';
import type { StaffContext } from '#core/register/staff/staff-context';
import { answerCommand, explain, isReader, type StaffAnswer, type StaffRequest } from './answer-command.ts';
import { fileInbound, fileNotices } from './file-received.ts';
import { noticesIn } from './notices-in.ts';
import { openOnce } from './open-once.ts';
import type { WriteCounts } from './metrics.ts';
import type { OpenedRegister } from './open-register.ts';
import { ScheduledMailer } from './scheduled-mailer.ts';
import { staffContextOf } from './staff-context.ts';

export interface MailParts {
  readonly open: () => Promise<OpenedRegister>;
  readonly door: MailDoor;
  readonly count: WriteCounts;
}

/** What the function runs for staff beside `send-now`. */
const COMMANDS: ReadonlySet<string> = new Set(['inform-send', 'inform-select']);

export type AnswerMail = (event: unknown) => Promise<StaffAnswer>;

interface OpenedMail {
  readonly opened: OpenedRegister;
  readonly mailer: ScheduledMailer;
  readonly contextOf: (reader: string) => StaffContext;
}

/**
 * Returns the handler. A command is answered whatever happens; a schedule or a notice rejects with a name alone, so
 * that it comes again.
 */
export function answerMail({ open, door, count }: MailParts): AnswerMail {
  const openAll = openOnce(() => openMail(open, door));
  return async (event) => {
    if (isCommand(event))
      return openAll()
        .then((mail) => runCommand(event, mail, count))
        .catch(explain);
    try {
      const mail = await openAll();
      const notices = noticesIn(event);
      await (notices === undefined ? tick(mail, count) : takeNotices(notices, mail, count));
      return { result: null };
    } catch {
      throw new Error('register_mail_failed');
    }
  };
}

async function openMail(open: MailParts['open'], door: MailDoor): Promise<OpenedMail> {
  const opened = await open();
  const { context, mailFiles } = opened;
  const mailer = new ScheduledMailer(new Mailer(context, door, mailFiles), context.now);
  const acting = staffContextOf(opened, { door, sendNow: () => Promise.resolve(), reader: 'mailer' });
  return { opened, mailer, contextOf: (reader) => ({ ...acting, reader }) };
}

const isCommand = (event: unknown): event is StaffRequest =>
  typeof (event as { readonly command?: unknown } | null)?.command === 'string';

async function runCommand(
  request: StaffRequest,
  { opened, mailer, contextOf }: OpenedMail,
  count: WriteCounts,
): Promise<StaffAnswer> {
  if (request.command === 'send-now') {
    countRound(await mailer.round(), opened, count);
    return { result: null };
  }
  if (!COMMANDS.has(request.command) || !isReader(request.reader))
    return { message: 'this function of the register sends mail and does nothing else', exit: 2 };
  return answerCommand(request, contextOf(request.reader));
}

async function tick({ opened, mailer, contextOf }: OpenedMail, count: WriteCounts): Promise<void> {
  const { complaints, unfiled } = await fileInbound(opened.bucket, contextOf('mailer'));
  count({ complaints, mailsUnfiled: unfiled }, opened.context.now());
  const round = await mailer.tick();
  if (round !== undefined) countRound(round, opened, count);
}

async function takeNotices(
  notices: readonly unknown[],
  { opened, contextOf }: OpenedMail,
  count: WriteCounts,
): Promise<void> {
  const complaints = await fileNotices(notices, contextOf('mailer'));
  count({ complaints }, opened.context.now());
}

function countRound({ sent, refused, waiting }: MailRound, opened: OpenedRegister, count: WriteCounts): void {
  count({ mailsSent: sent, mailsRefused: refused, mailsWaiting: waiting }, opened.context.now());
}
