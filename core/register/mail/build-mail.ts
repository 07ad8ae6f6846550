/** What all mails share: sender, footer, both parts and the headers that say what kind of mail it is. */
import { WITHDRAWAL_SUBJECT } from '../inbound/withdrawal-subject.ts';
import { wordsIn } from '../localized-text.ts';
import type { RegisterConfig } from '../register-config-schema.ts';
import { renderText, type Block } from './mail-body.ts';
import type { Mail, MailKind } from './mail.ts';
import { renderHtml } from './render-html.ts';
import { mailWordsIn } from './mail-words-in.ts';

/** To whom a mail goes, and under which names. */
export interface Addressing {
  readonly config: RegisterConfig;
  readonly language: string;
  readonly to: string;
  readonly id: string;
  readonly messageId: string;
  /** Where an answer goes, and a withdrawal by `mailto`; absent where received mails are not filed. */
  readonly inbound?: { readonly reply: string; readonly withdraw: string } | undefined;
}

type Rest = Pick<Mail, 'kind' | 'subject'> &
  Partial<Pick<Mail, 'headers' | 'attachments' | 'calendar'>> & {
    readonly blocks: readonly Block[];
    /** The owner of the form that the mail is about. */
    readonly owner?: string | undefined;
  };

/**
 * Builds a mail. All but information mail say that a machine wrote them (RFC 3834), so that no machine answers. An
 * answer goes to the owner of the form, or to the controller: it may be a withdrawal. Where received mails are filed it
 * goes there.
 */
export function buildMail(
  { config, language, to, id, messageId, inbound }: Addressing,
  { kind, subject, blocks, owner, headers = {}, attachments, calendar }: Rest,
): Mail {
  const body = { blocks, footer: footerOf(config, language, kind) };
  const isAutomatic = kind !== 'information';
  const replyTo = kind === 'owner' ? undefined : (inbound?.reply ?? owner ?? config.controller?.email);
  return {
    kind,
    id,
    messageId,
    from: (kind === 'information' ? config.mail.informationFrom : undefined) ?? senderOf(config),
    ...(replyTo === undefined ? {} : { replyTo }),
    to,
    subject,
    text: renderText(body),
    html: renderHtml(body, subject, mailWordsIn(language).language),
    language,
    headers: { ...(isAutomatic ? { 'Auto-Submitted': 'auto-generated' } : {}), ...headers },
    ...(attachments === undefined || attachments.length === 0 ? {} : { attachments }),
    ...(calendar === undefined ? {} : { calendar }),
  };
}

/** The name of the firm that writes. */
export const firmOf = (config: RegisterConfig): string =>
  config.controller?.name ?? addressOf(senderOf(config));

/** The title of a form in a language. */
export const titleOf = (
  form: { readonly title: Readonly<Record<string, string>> },
  language: string,
): string => wordsIn(form.title, language);

/**
 * The sender: `mail.from`; without it, for the outbox alone, `no-reply@` the host of `url`, or a name that nobody can
 * have (RFC 2606) where that is no domain. Mail by SMTP needs `mail.from`.
 */
export function senderOf({ mail, url, controller }: RegisterConfig): string {
  if (mail.from !== undefined) return mail.from;
  const host = /^https?:\/\/((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*)(?::\d+)?$/.exec(url ?? '')?.[1];
  const address = `no-reply@${host ?? 'register.invalid'}`;
  return controller === undefined ? address : `${controller.name.replaceAll(/[<>]/g, '')} <${address}>`;
}

/** The address within `Name <address>`. */
export const addressOf = (sender: string): string => /<([^<>]+)>$/.exec(sender)?.[1] ?? sender;

/**
 * The headers of one-click unsubscription (RFC 8058); the DKIM signature has to cover both. Where received mails are
 * filed they name an address too (RFC 2369), for mail programs that write instead.
 */
export function oneClickHeaders(
  withdrawUrl: string,
  inbound?: Addressing['inbound'],
): Readonly<Record<string, string>> {
  const url = `<${withdrawUrl.replaceAll(/[^\x21-\x3b\x3d\x3f-\x7e]/g, encodeURIComponent)}>`;
  const mailto = inbound === undefined ? '' : `, <mailto:${inbound.withdraw}?subject=${WITHDRAWAL_SUBJECT}>`;
  return {
    'List-Unsubscribe': `${url}${mailto}`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

function footerOf({ controller, mail }: RegisterConfig, language: string, kind: MailKind): readonly string[] {
  const postal =
    mail.postal ?? [controller?.name, controller?.address].filter((part) => part !== undefined).join(', ');
  const contact = kind === 'owner' ? undefined : controller?.email;
  return [
    ...postal.split(/\r?\n/).filter((line) => line.trim() !== ''),
    ...(contact === undefined ? [] : [mailWordsIn(language).questions(contact)]),
  ];
}
