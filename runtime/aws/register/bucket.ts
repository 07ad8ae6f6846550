/**
 * Objects of one bucket of the register, by signed requests (Amazon S3 API Reference). Faults that pass are tried
 * again; the code of a fault never holds a key or a content.
 */
import { AwsFault, toFault } from '../client/aws-fault.ts';
import { backOff } from '../client/back-off.ts';
import { encodeStrictly } from '../client/sign.ts';
import type { AwsAnswer, AwsRequest, SendSigned } from '../client/send-signed.ts';

const TIMEOUT_MS = 20_000;
const ATTEMPTS = 4;

export interface BucketParts {
  readonly name: string;
  readonly send: SendSigned;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly random: () => number;
}

export class Bucket {
  readonly #parts: BucketParts;

  constructor(parts: BucketParts) {
    this.#parts = parts;
  }

  /** Returns the bytes of an object, of which `firstBytes` may name as many as are needed; undefined without one. */
  async get(key: string, firstBytes?: number): Promise<Uint8Array | undefined> {
    const headers: Record<string, string> =
      firstBytes === undefined ? {} : { range: `bytes=0-${firstBytes - 1}` };
    const answer = await this.#call({ method: 'GET', path: pathOf(key), headers });
    if (answer.status === 404) return undefined;
    // An empty object has no range.
    if (answer.status === 416) return new Uint8Array();
    return expectOk(answer).body;
  }

  /** Returns the text of an object; undefined without one. */
  async text(key: string): Promise<string | undefined> {
    const bytes = await this.get(key);
    return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
  }

  /** Stores an object, in place of one that is there. */
  async put(key: string, body: string | Uint8Array): Promise<void> {
    expectOk(await this.#call({ method: 'PUT', path: pathOf(key), body }));
  }

  /** Stores an object unless there is one; returns whether it did. Of several at once one does (If-None-Match). */
  async create(key: string, body: string | Uint8Array): Promise<boolean> {
    const answer = await this.#call({
      method: 'PUT',
      path: pathOf(key),
      headers: { 'if-none-match': '*' },
      body,
    });
    if (answer.status === 412) return false;
    expectOk(answer);
    return true;
  }

  /** Lists the keys below a prefix. */
  async list(prefix: string): Promise<readonly string[]> {
    return (await this.entries(prefix)).map(({ key }) => key);
  }

  /** Lists the objects below a prefix, with the time in milliseconds since 1970 at which each was stored. */
  async entries(prefix: string): Promise<readonly { readonly key: string; readonly written: number }[]> {
    const entries: { key: string; written: number }[] = [];
    let token = '';
    do {
      const query = new URLSearchParams({ 'list-type': '2', prefix, 'encoding-type': 'url' });
      if (token !== '') query.set('continuation-token', token);
      const xml = expectOk(await this.#call({ method: 'GET', path: `/?${query}` })).body.toString('utf8');
      for (const [, object = ''] of xml.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g))
        entries.push({
          key: decodeURIComponent(elementIn(object, 'Key').replaceAll('+', ' ')),
          written: Date.parse(elementIn(object, 'LastModified')),
        });
      token = elementIn(xml, 'NextContinuationToken');
    } while (token !== '');
    return entries;
  }

  /** Deletes an object; that there is none is no fault. */
  async delete(key: string): Promise<void> {
    const answer = await this.#call({ method: 'DELETE', path: pathOf(key) });
    if (answer.status !== 404) expectOk(answer);
  }

  async #call(request: Pick<AwsRequest, 'method' | 'path' | 'headers' | 'body'>): Promise<AwsAnswer> {
    const { name, send, sleep, random } = this.#parts;
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await send({ ...request, service: 's3', bucket: name, timeoutMs: TIMEOUT_MS });
        if (answer.status < 500 && answer.status !== 429) return answer;
        throw faultOf(answer);
      } catch (error) {
        if (!(error instanceof AwsFault) || !error.isTransient || attempt === ATTEMPTS) throw error;
        await sleep(backOff(attempt, random));
      }
    }
  }
}

const pathOf = (key: string): string => `/${key.split('/').map(encodeStrictly).join('/')}`;

/** The text of the first element of a name; empty where there is none. */
const elementIn = (xml: string, name: string): string =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';

function expectOk(answer: AwsAnswer): AwsAnswer {
  if (answer.status < 200 || answer.status > 299) throw faultOf(answer);
  return answer;
}

const faultOf = ({ status, body }: AwsAnswer): AwsFault =>
  toFault(status, /<Code>([A-Za-z.]+)<\/Code>/.exec(body.toString('latin1'))?.[1]);
