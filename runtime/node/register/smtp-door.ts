/**
 * Hands mails over to a mail server, one connection each (RFC 5321). It tells apart what certainly was not taken from
 * what may have been. It may log nothing: replies of servers repeat addresses.
 */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { ConnectionOptions } from 'node:tls';
import type { Handover, Mail, MailDoor } from '#core/register/mail/mail';
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import { formatMail, type DkimKey, type FormattedMail } from './format-mail.ts';

export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  /** `starttls` never goes on without TLS. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly dkim?: DkimKey | undefined;
  /** Certificates that are trusted instead of Node's; NODE_EXTRA_CA_CERTS adds to Node's. */
  readonly ca?: ConnectionOptions['ca'];
  /** How long a server may keep silent; by default what RFC 5321, 4.5.3.2, grants a server that takes a message. */
  readonly silenceMs?: number;
  /** How long connecting may take, TLS and greeting included. */
  readonly connectMs?: number;
}

const SILENCE_MS = 600_000;
const CONNECT_MS = 30_000;

export class SmtpDoor implements MailDoor {
  readonly #options: SmtpOptions;
  readonly #open = new Set<SMTPConnection>();
  #isClosed = false;

  constructor(options: SmtpOptions) {
    this.#options = options;
  }

  async send(mail: Mail, at: number): Promise<Handover> {
    const formatted = await formatMail(mail, at, this.#options.dkim);
    if (this.#isClosed) return 'refused';
    const connection = new SMTPConnection(connectionOptions(this.#options));
    this.#open.add(connection);
    try {
      return await handOver(connection, formatted, this.#options);
    } finally {
      this.#open.delete(connection);
      connection.close();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    // An error ends what is under way; close() alone would leave its callbacks waiting.
    for (const connection of this.#open) connection.emit('error', new Error('closed'));
  }
}

function connectionOptions({ host, port, tls, ca, ...times }: SmtpOptions): SMTPConnectionOptions {
  const connectMs = times.connectMs ?? CONNECT_MS;
  return {
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: times.silenceMs ?? SILENCE_MS,
    allowInternalNetworkInterfaces: true,
    logger: false,
  };
}

/** Resolves with what became of the message; an error of the connection counts by how far it came. */
async function handOver(
  connection: SMTPConnection,
  { bytes, envelope }: FormattedMail,
  { user, password }: SmtpOptions,
): Promise<Handover> {
  const message = Readable.from([bytes]);
  let hasBegun = false;
  // Errors that come later, as after QUIT, change nothing.
  connection.on('error', () => undefined);
  const failed = Promise.race([once(connection, 'error'), once(connection, 'end')]).then(
    ([error]: unknown[]) => {
      throw error ?? new Error('the connection ended');
    },
  );
  const step = (start: (done: (error: Error | null | undefined) => void) => void) =>
    Promise.race([
      failed,
      new Promise<void>((resolve, reject) => start((error) => (error ? reject(error) : resolve()))),
    ]);
  try {
    await step((done) => connection.connect(done));
    if (user !== undefined) await step((done) => connection.login({ user, pass: password ?? '' }, done));
    // It is read once the server has taken sender, recipient and DATA, not before.
    message.once('resume', () => (hasBegun = true));
    await step((done) =>
      connection.send({ from: envelope.from, to: [envelope.to], size: bytes.length }, message, done),
    );
    connection.quit();
    return 'sent';
  } catch (error) {
    return hasBegun && !isRefusal(error) ? 'unknown' : 'refused';
  }
}

/** Whether the server itself said that it did not take the message. */
function isRefusal(error: unknown): boolean {
  const { responseCode } = error as { readonly responseCode?: number };
  return responseCode !== undefined && responseCode >= 400 && responseCode <= 599;
}
