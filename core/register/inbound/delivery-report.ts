/** Reports that a mail of ours was not delivered: RFC 3464, and those of older mail servers in plain words. */
import { foldText } from './fold-words.ts';
import { headerOf, originalsOf, readFieldGroups, type InboundMessage } from './inbound-message.ts';
import { aboveReturnedCopy } from './returned-copy.ts';

export interface DeliveryReport {
  /** `failed` is final; a mail that is delayed may still arrive. */
  readonly outcome: 'failed' | 'delayed' | 'delivered';
  /** RFC 3463, as `5.1.1`; what is known of it where the report has no such code. */
  readonly status: string;
  readonly recipients: readonly string[];
}

/** Whether the failure is a permanent one (RFC 3463: class 5). */
export const isHard = ({ status }: Pick<DeliveryReport, 'status'>): boolean => status.startsWith('5');

/** Reads the report; undefined where the message is none. Where several recipients are named, a failure counts. */
export function readDeliveryReport(message: InboundMessage): DeliveryReport | undefined {
  const reports = message.parts
    .filter(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type))
    .flatMap(({ text }) => readFieldGroups(text))
    .filter((fields) => fields.has('action') || fields.has('final-recipient') || fields.has('status'));
  return reports.length > 0 ? readStructured(reports, message) : readPlain(message);
}

const OUTCOMES = [
  [/^fail/, 'failed'],
  [/^delay/, 'delayed'],
  [/^(?:delivered|relayed|expanded|deliverable)/, 'delivered'],
] as const;

function readStructured(
  reports: readonly ReadonlyMap<string, string>[],
  message: InboundMessage,
): DeliveryReport {
  const read = reports.map((fields) => {
    const action = (fields.get('action') ?? '').toLowerCase();
    const status =
      codeIn(fields.get('status') ?? '') ??
      statusIn(fields.get('diagnostic-code') ?? '') ??
      statusIn(message.text);
    const outcome =
      OUTCOMES.find(([pattern]) => pattern.test(action))?.[1] ??
      (status?.startsWith('2') ? 'delivered' : 'failed');
    const recipients = ['original-recipient', 'final-recipient', 'x-actual-recipient'].flatMap((name) =>
      addressesIn((fields.get(name) ?? '').replace(/^[^;]{0,40};/, '')),
    );
    return { outcome, status: status ?? (outcome === 'failed' ? '5.0.0' : '4.0.0'), recipients };
  });
  const worst =
    read.find((one) => one.outcome === 'failed' && isHard(one)) ??
    read.find(({ outcome }) => outcome === 'failed') ??
    read.find(({ outcome }) => outcome === 'delayed') ??
    read[0];
  return {
    outcome: worst?.outcome ?? 'failed',
    status: worst?.status ?? '4.0.0',
    recipients: [
      ...new Set(
        read.filter(({ outcome }) => outcome === worst?.outcome).flatMap(({ recipients }) => recipients),
      ),
    ],
  };
}

const DAEMON =
  /^(?:mailer-daemon|mail-daemon|maildaemon|post_?master|mailerdaemon|mdaemon|bounce|bounces|mail\.daemon|microsoftexchange[0-9a-f]+)@|^(?:mailer-daemon|postmaster)$/i;
/** Subjects and texts are folded before they are compared. */
const FAILURE_SUBJECT =
  /undeliver|undelivered|delivery (?:status )?(?:notification|failure|failed|report|problem|error)|delivery has failed|(?:mail|message) (?:delivery )?(?:failed|failure|error)|mail delivery (?:warning|problem)|failed mail|failure (?:notice|delivery)|returned (?:mail|to sender)|returning (?:message|mail) to sender|could not be delivered|non[- ]?delivery|unzustellbar|nicht zugestellt|zustellung|fehlgeschlagen|non remis|echec de (?:la )?remise|no se (?:puede|pudo|ha podido) entregar|no entregado|mancat[ao] (?:recapito|consegna)|non recapitabile|onbestelbaar|niet bezorgd|niedostarcz|zwrot|nao entregue|falha na entrega|bounce|rejected|blocked|message status|delivery delay|warning: (?:message|could)|nondeliverable|dsn/;
/** What no person begins a new mail with: from any address, a report where its text tells of a failure, too. */
const SURE_SUBJECT =
  /^\W*(?:undeliver(?:able|ed)\b|(?:e-?mail )?delivery (?:status notification|failure|has failed|failed|error)|(?:mail|message) (?:could not be delivered|(?:delivery )?(?:failed|failure|error)\b)|mail delivery (?:warning|problem)|failed mail\b|failure (?:notice|delivery)\b|returned mail\b|non-?delivery\b|nondeliverable|unzustellbar|non remis|no se (?:puede|pudo|ha podido) entregar|mancat[ao] (?:recapito|consegna)|non recapitabile|onbestelbaar|niedostarcz|nao entregue|falha na entrega)/;
const FAILURE_TEXT =
  /could not (?:be delivered|deliver)|couldn't be delivered|cannot be delivered|was not delivered|wasn't delivered|unable to deliver|undeliverable|permanent (?:fatal )?error|delivery .{0,30}failed|failed (?:permanently|to deliver)|did not reach|has been (?:returned|postponed)|i wasn't able to deliver|user unknown|unknown user|no such user|mailbox .{0,30}(?:unavailable|full|not found)|does not exist|recipient.{0,40}reject|konnte nicht zugestellt|returned to sender|address(?:es)? .{0,40}(?:failed|errors)/;
const DELAY_TEXT =
  /still being retried|will (?:continue|keep) (?:trying|to try)|will be retried|attempts will continue|not yet been delivered|postponed|delayed/;
const TEMPORARY_TEXT = /temporarily|delay|no action is required|mailbox (?:is )?full|quota/;

/** Text of a report above the copy of the message that it returns. */
const REPORT_LENGTH = 8000;

function readPlain(message: InboundMessage): DeliveryReport | undefined {
  if (/disposition-notification/i.test(headerOf(message, 'content-type') ?? '')) return undefined;
  const failed = addressesIn(headerOf(message, 'x-failed-recipients') ?? '');
  const subject = foldText(message.subject);
  const above = aboveReturnedCopy(message.text.slice(0, REPORT_LENGTH));
  const text = foldText(above);
  const isFailure = isFromServer(message)
    ? failed.length > 0 || FAILURE_SUBJECT.test(subject) || FAILURE_TEXT.test(text)
    : SURE_SUBJECT.test(subject) && FAILURE_TEXT.test(text);
  if (!isFailure) return undefined;
  const status = statusIn(above);
  const isDelay = DELAY_TEXT.test(text);
  const isTemporary = (isDelay || TEMPORARY_TEXT.test(text)) && status?.startsWith('5') !== true;
  return {
    outcome: isTemporary && isDelay ? 'delayed' : 'failed',
    status: status ?? (isTemporary ? '4.0.0' : '5.0.0'),
    recipients: [...new Set(failed.length > 0 ? failed : addressesIn(above))].slice(0, 20),
  };
}

function isFromServer(message: InboundMessage): boolean {
  const returnPath = headerOf(message, 'return-path');
  return (
    headerOf(message, 'x-failed-recipients') !== undefined ||
    /^multipart\/report\b/i.test(headerOf(message, 'content-type') ?? '') ||
    (returnPath !== undefined && /^<?\s*>?$/.test(returnPath)) ||
    DAEMON.test(message.from ?? '') ||
    /^"?mailer-daemon\b/i.test(headerOf(message, 'from') ?? '')
  );
}

/** The first enhanced status code, or the class of the first reply code of SMTP. */
function statusIn(text: string): string | undefined {
  const reply = /(?:^|[\s:;(#<'"-])([45])\d\d(?=[\s\-:;,.)#'"]|$)/.exec(text.slice(0, REPORT_LENGTH))?.[1];
  return failureCodeIn(text) ?? (reply === undefined ? undefined : `${reply}.0.0`);
}

const codeIn = (text: string): string | undefined =>
  /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(text.slice(0, REPORT_LENGTH))?.[1];

/** A version of a program may look like a code of success. */
const failureCodeIn = (text: string): string | undefined =>
  /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(text.slice(0, REPORT_LENGTH))?.[1];

const addressesIn = (text: string): readonly string[] =>
  text.match(/[^\s<>()[\]",;:@]{1,64}@[A-Za-z0-9.-]{1,190}[A-Za-z0-9]/g) ?? [];

/** Message ids of the mail that came back: of its copy, or of the lines of the report that quote its headers. */
export function returnedIds(message: InboundMessage): readonly string[] {
  const texts = [...originalsOf(message), message.text];
  return texts.flatMap((text) =>
    [
      ...text.matchAll(
        /^[> \t]{0,8}(?:message-id|x-original-message-id|original-message-id)[ \t]*:[ \t]*\r?\n?[ \t]*<([^<>\s]{1,250})>/gim,
      ),
    ].map(([, id = '']) => id),
  );
}
