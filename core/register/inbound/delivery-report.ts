/** Reports that a mail of ours was not delivered: RFC 3464, and those of older mail servers in plain words. */
import { headerOf, originalsOf, readFieldGroups, type InboundMessage } from './inbound-message.ts';

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
const FAILURE_SUBJECT =
  /undeliver|undelivered|delivery (?:status )?(?:notification|failure|failed|report|problem|error)|delivery has failed|mail (?:delivery )?(?:failed|failure|error)|failure notice|returned (?:mail|to sender)|returning (?:message|mail) to sender|could not be delivered|non[- ]?delivery|unzustellbar|nicht zugestellt|zustellung|fehlgeschlagen|non remis|echec de (?:la )?remise|no se (?:puede|pudo|ha podido) entregar|no entregado|mancato recapito|mancata consegna|onbestelbaar|niet bezorgd|niedostarcz|zwrot|nao entregue|falha na entrega|bounce|rejected|blocked|message status|delivery delay|warning: (?:message|could)|nondeliverable|dsn/i;
const FAILURE_TEXT =
  /could not be delivered|couldn't be delivered|was not delivered|wasn't delivered|unable to deliver|undeliverable|permanent (?:fatal )?error|delivery .{0,30}failed|failed (?:permanently|to deliver)|did not reach|i wasn't able to deliver|user unknown|unknown user|no such user|mailbox .{0,30}(?:unavailable|full|not found)|does not exist|recipient.{0,40}reject|konnte nicht zugestellt|returned to sender|address(?:es)? .{0,40}(?:failed|errors)/i;
const TEMPORARY_TEXT =
  /still being retried|temporarily|will (?:continue|keep) trying|delay|no action is required|mailbox (?:is )?full|quota/i;

/** Text of a report above the copy of the message that it returns. */
const REPORT_LENGTH = 8000;

function readPlain(message: InboundMessage): DeliveryReport | undefined {
  const returnPath = headerOf(message, 'return-path');
  const failed = headerOf(message, 'x-failed-recipients');
  const isReport = /^multipart\/report\b/i.test(headerOf(message, 'content-type') ?? '');
  const isDaemon =
    failed !== undefined ||
    isReport ||
    (returnPath !== undefined && /^<?\s*>?$/.test(returnPath)) ||
    DAEMON.test(message.from ?? '') ||
    /^"?mailer-daemon\b/i.test(headerOf(message, 'from') ?? '');
  if (!isDaemon || /disposition-notification/i.test(headerOf(message, 'content-type') ?? ''))
    return undefined;
  const text = message.text.slice(0, REPORT_LENGTH);
  const isFailure = failed !== undefined || FAILURE_SUBJECT.test(message.subject) || FAILURE_TEXT.test(text);
  if (!isFailure) return undefined;
  const status = statusIn(text);
  const isTemporary = TEMPORARY_TEXT.test(text) && status?.startsWith('5') !== true;
  return {
    outcome:
      isTemporary && /still being retried|will (?:continue|keep) trying|delayed/i.test(text)
        ? 'delayed'
        : 'failed',
    status: status ?? (isTemporary ? '4.0.0' : '5.0.0'),
    recipients: [...new Set([...addressesIn(failed ?? ''), ...addressesIn(text)])].slice(0, 20),
  };
}

/** The first enhanced status code, or the class of the first reply code of SMTP. */
function statusIn(text: string): string | undefined {
  const reply = /(?:^|[\s:;(#<'"-])([45])\d\d(?=[\s\-:;,.)#'"]|$)/.exec(text.slice(0, REPORT_LENGTH))?.[1];
  return codeIn(text) ?? (reply === undefined ? undefined : `${reply}.0.0`);
}

const codeIn = (text: string): string | undefined =>
  /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(text.slice(0, REPORT_LENGTH))?.[1];

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
