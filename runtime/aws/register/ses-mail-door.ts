/**
 * Hands mails over to SES (SES API v2, SendEmail with `Content.Raw`): the bytes that SMTP gets too; SES signs them by
 * DKIM. It tells apart what certainly was not taken from what may have been, and may log nothing.
 */
import type { Handover, Mail, MailDoor } from '#core/register/mail/mail';
import { formatMail } from '#runtime/node/register/format-mail';
import { AwsFault, toFault } from '../client/aws-fault.ts';
import { backOff } from '../client/back-off.ts';
import type { AwsAnswer, SendSigned } from '../client/send-signed.ts';

const TIMEOUT_MS = 30_000;
/** SES refuses more mails in a second than an account may send: a moment later it takes them. */
const ATTEMPTS = 4;

export interface SesParts {
  /** Configuration set that publishes bounces and complaints, without tracking. */
  readonly configurationSet: string;
  readonly send: SendSigned;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly random: () => number;
}

export class SesMailDoor implements MailDoor {
  readonly #parts: SesParts;
  #isClosed = false;

  constructor(parts: SesParts) {
    this.#parts = parts;
  }

  async send(mail: Mail, at: number): Promise<Handover> {
    const { bytes, envelope } = await formatMail(mail, at);
    const body = JSON.stringify({
      FromEmailAddress: envelope.from,
      Destination: { ToAddresses: [envelope.to] },
      Content: { Raw: { Data: Buffer.from(bytes).toString('base64') } },
      ConfigurationSetName: this.#parts.configurationSet,
      // SES replaces the Message-ID; by this its notices name the mail.
      EmailTags: [{ Name: 'mail', Value: mail.id }],
    });
    for (let attempt = 1; ; attempt++) {
      if (this.#isClosed) return 'refused';
      const outcome = await this.#handOver(body);
      if (outcome !== 'throttled') return outcome;
      if (attempt === ATTEMPTS) return 'refused';
      await this.#parts.sleep(backOff(attempt, this.#parts.random));
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }

  async #handOver(body: string): Promise<Handover | 'throttled'> {
    try {
      const answer = await this.#parts.send({
        service: 'ses',
        method: 'POST',
        path: '/v2/email/outbound-emails',
        headers: { 'content-type': 'application/json' },
        body,
        timeoutMs: TIMEOUT_MS,
      });
      return outcomeOf(answer);
    } catch (error) {
      // Without an answer it may have been taken, but where no connection ever was.
      return error instanceof AwsFault && error.code === 'unreachable' ? 'refused' : 'unknown';
    }
  }
}

/**
 * A status of 4xx, and 503 (SES is not available), say that nothing was taken. Another 5xx may come from a part in
 * between that had passed the mail on: since information mail may not go twice, it counts as unknown.
 */
function outcomeOf({ status, headers }: AwsAnswer): Handover | 'throttled' {
  if (status >= 200 && status < 300) return 'sent';
  const type = headers['x-amzn-errortype'];
  const fault = toFault(status, typeof type === 'string' ? type : undefined);
  if (status >= 400 && status < 500) return fault.isTransient ? 'throttled' : 'refused';
  return status === 503 ? 'refused' : 'unknown';
}
