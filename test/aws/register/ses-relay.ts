/**
 * Stands in for the delivery by SES, which moto lacks: each SendEmail goes to moto, which checks sender and request,
 * and what moto took is delivered by SMTP. It may not change a byte of a message.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

interface SendEmail {
  readonly FromEmailAddress: string;
  readonly Destination: { readonly ToAddresses: readonly string[] };
  readonly Content: { readonly Raw: { readonly Data: string } };
  readonly ConfigurationSetName: string;
  readonly EmailTags: readonly { readonly Name: string; readonly Value: string }[];
}

export class SesRelay {
  /** Requests that moto took. */
  readonly taken: SendEmail[] = [];
  /** The status that the next requests get instead, one each. */
  readonly refusals: number[] = [];
  /** Called for each request before moto has it; where it returns false, the request comes no further. */
  beforeTaking: () => boolean = () => true;
  readonly #moto: string;
  readonly #smtpPort: number;
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        this.#answer(request.url ?? '/', request.headers, Buffer.concat(chunks)).then(
          ({ status, body }) => response.writeHead(status, { 'content-type': 'application/json' }).end(body),
          () => response.destroy(),
        );
      });
  });

  constructor(moto: string, smtpPort: number) {
    this.#moto = moto;
    this.#smtpPort = smtpPort;
  }

  async open(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(
    path: string,
    headers: Readonly<Record<string, string | readonly string[] | undefined>>,
    body: Buffer,
  ): Promise<{ readonly status: number; readonly body: string }> {
    const refusal = this.refusals.shift();
    if (refusal !== undefined) return { status: refusal, body: '{}' };
    if (!this.beforeTaking()) throw new Error('cut off');
    const answer = await fetch(`${this.#moto}${path}`, {
      method: 'POST',
      headers: {
        authorization: String(headers['authorization']),
        'content-type': 'application/json',
        'x-amz-date': String(headers['x-amz-date']),
      },
      body: Uint8Array.from(body),
    });
    const text = await answer.text();
    if (answer.status !== 200) return { status: answer.status, body: text };
    const sent = JSON.parse(body.toString('utf8')) as SendEmail;
    this.taken.push(sent);
    await this.#deliver(sent);
    return { status: 200, body: text };
  }

  async #deliver({ FromEmailAddress: from, Destination, Content }: SendEmail): Promise<void> {
    const connection = new SMTPConnection({
      host: '127.0.0.1',
      port: this.#smtpPort,
      ignoreTLS: true,
      allowInternalNetworkInterfaces: true,
    });
    await new Promise<void>((resolve, reject) => {
      connection.on('error', reject);
      connection.connect((refused) => {
        if (refused) return reject(refused);
        connection.send(
          { from, to: [...Destination.ToAddresses] },
          Buffer.from(Content.Raw.Data, 'base64'),
          (error) => (error ? reject(error) : resolve()),
        );
      });
    });
    connection.quit();
  }
}
