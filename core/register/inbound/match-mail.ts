/** Whom a received message is about: by the token of an address, by the mail that it answers, by its sender. */
import { addressKeyOf } from '../address-key.ts';
import { findRef } from '../find-person.ts';
import type { RegisterContext } from '../register-context.ts';
import type { RegisterState } from '../register-state.ts';
import { returnedIds } from './delivery-report.ts';
import { headerOf, originalsOf, type InboundMessage } from './inbound-message.ts';
import { findToken, type TokenRead } from './mail-token.ts';

export interface MailMatch {
  readonly ref: string;
  /** The submission that the mail was about, where it is known. */
  readonly submission?: string;
  /** The id of the mail of ours, where it is known. */
  readonly messageId?: string;
}

const RECIPIENT_HEADERS = [
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'to',
  'cc',
  'resent-to',
  'apparently-to',
];

/** Returns the token in the addresses that the message went to. */
export function tokenOf({ headers }: InboundMessage, { mac }: RegisterContext): TokenRead | undefined {
  return headers
    .filter(([name]) => RECIPIENT_HEADERS.includes(name))
    .map(([, value]) => findToken(value, mac))
    .find((token) => token !== undefined);
}

/** Returns the token in the headers of the message that a report is about. */
export function returnedTokenOf(message: InboundMessage, { mac }: RegisterContext): TokenRead | undefined {
  return originalsOf(message)
    .map((text) => findToken(unfold(text), mac))
    .find((token) => token !== undefined);
}

const unfold = (text: string): string => text.slice(0, 30_000).replaceAll(/\r?\n[ \t]+/g, ' ');

/** Returns the ids of the mails that the message answers, the nearest first. */
export function answeredIds(message: InboundMessage): readonly string[] {
  const idsIn = (name: string) =>
    [...(headerOf(message, name) ?? '').matchAll(/<([^<>\s]{1,250})>/g)].map(([, id = '']) => id);
  return [...new Set([...idsIn('in-reply-to'), ...idsIn('references').toReversed()])].slice(0, 100);
}

/** Returns whom an id of a submission or a person means. */
export function matchSubject(state: RegisterState, subject: string): MailMatch | undefined {
  const ref = findRef(state, subject);
  if (ref === undefined) return undefined;
  return state.submissions.has(subject) ? { ref, submission: subject } : { ref };
}

/** Whether the mail of an id went to the owner of a form. */
const isToOwner = (id: string): boolean => /-owner@/.test(id) || id.startsWith('owner-');

/**
 * Returns whom the first of our mails went to that is among the ids. The ids of most mails begin with that of their
 * submission or end with a person's ref; the log tells of the others.
 */
export function matchIds(state: RegisterState, ids: readonly string[]): MailMatch | undefined {
  for (const id of ids) {
    const mail = id.slice(0, id.lastIndexOf('@'));
    if (isToOwner(id)) continue;
    const sent = state.sentMails.get(mail);
    const match =
      (sent === undefined
        ? undefined
        : (matchSubject(state, sent.submission ?? sent.ref) ?? matchSubject(state, sent.ref))) ??
      matchSubject(state, mail.slice(0, 22)) ??
      matchSubject(state, mail.slice(-22));
    if (match !== undefined) return { ...match, messageId: `<${id}>` };
  }
  return undefined;
}

/** Returns everybody who confirmed one of the addresses, or else entered it and has not confirmed it yet. */
export function matchAddresses(
  state: RegisterState,
  addresses: readonly string[],
  { keyOf }: RegisterContext,
): readonly MailMatch[] {
  const keys = new Set(addresses.flatMap((address) => keyOf(address) ?? []));
  const known = [...keys].flatMap((key) => {
    const ref = state.refByKey.get(key);
    return ref === undefined ? [] : [ref];
  });
  if (known.length > 0 || keys.size === 0)
    return [...new Set(known)].map((ref) => ({ ref, ...submissionAt(state, ref, keys, keyOf) }));
  return [...state.unconfirmed].flatMap((id) => {
    const submission = state.submissions.get(id);
    const key = submission === undefined ? undefined : addressKeyOf(submission, keyOf);
    return submission !== undefined && key !== undefined && keys.has(key)
      ? [{ ref: submission.ref, submission: id }]
      : [];
  });
}

function submissionAt(
  state: RegisterState,
  ref: string,
  keys: ReadonlySet<string>,
  keyOf: RegisterContext['keyOf'],
): { readonly submission?: string } {
  const submission = state.people.get(ref)?.submissions.findLast((id) => {
    const held = state.submissions.get(id);
    const key = held?.confirmedAt === undefined ? undefined : addressKeyOf(held, keyOf);
    return key !== undefined && keys.has(key);
  });
  return submission === undefined ? {} : { submission };
}

/** Returns the names under which a log looks up whom mails of these ids went to. */
export function namesIn(ids: readonly string[]): readonly string[] {
  return ids.flatMap((id) => {
    const mail = id.slice(0, id.lastIndexOf('@'));
    return [mail, mail.slice(0, 22), mail.slice(-22)];
  });
}

/** Returns whom a mail is from, the surest first; several where an address was entered more than once. */
export async function matchMail(
  message: InboundMessage,
  context: RegisterContext,
): Promise<readonly MailMatch[]> {
  const from = message.from === undefined ? [] : [message.from];
  return match(tokenOf(message, context), answeredIds(message), from, context);
}

/** Returns whom the mail went to that a report is about. */
export async function matchReport(
  message: InboundMessage,
  recipients: readonly string[],
  context: RegisterContext,
): Promise<readonly MailMatch[]> {
  const token = returnedTokenOf(message, context) ?? tokenOf(message, context);
  const ids = returnedIds(message).slice(0, 20);
  const state = await context.log.read(namesIn(ids));
  if (ids.some((id) => isToOwner(id)) && matchIds(state, ids) === undefined) return [];
  return match(token, ids, recipients.slice(0, 20), context);
}

async function match(
  token: TokenRead | undefined,
  ids: readonly string[],
  addresses: readonly string[],
  context: RegisterContext,
): Promise<readonly MailMatch[]> {
  const keys = addresses.flatMap((address) => context.keyOf(address) ?? []);
  const state = await context.log.read(
    [token?.subject ?? '', ...namesIn(ids), ...keys].filter((one) => one !== ''),
  );
  const byId = matchIds(state, ids);
  const byToken = token === undefined ? undefined : matchSubject(state, token.subject);
  if (byToken !== undefined) return [byId?.ref === byToken.ref ? { ...byToken, ...byId } : byToken];
  return byId === undefined ? matchAddresses(state, addresses, context) : [byId];
}
