/**
 * S3, SES and Lambda in memory, as signed requests reach them. Each call may be made to fail first; what it may not
 * do is judge a signature.
 */
import type { AwsAnswer, AwsRequest } from '#runtime/aws/client/send-signed';

export interface SentMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly bytes: string;
  readonly configurationSet: string;
  readonly tags: readonly { readonly Name: string; readonly Value: string }[];
}

/** Answers instead of the service where it returns something; it may reject. */
export type Fault = (request: AwsRequest) => AwsAnswer | Promise<AwsAnswer> | undefined;

export const answerOf = (
  status: number,
  body: string | Uint8Array = '',
  headers: AwsAnswer['headers'] = {},
): AwsAnswer => ({ status, headers, body: Buffer.from(body) });

/** The error of S3 with a code. */
export const s3Error = (status: number, code: string): AwsAnswer =>
  answerOf(status, `<?xml version="1.0"?><Error><Code>${code}</Code><Message>a@b.example</Message></Error>`);

const PAGE = 3;

export class FakeSigned {
  /** By bucket and key. */
  readonly objects = new Map<string, Buffer>();
  readonly written = new Map<string, number>();
  readonly mails: SentMail[] = [];
  readonly invoked: { readonly name: string; readonly payload: unknown }[] = [];
  readonly requests: AwsRequest[] = [];
  readonly slept: number[] = [];
  fault: Fault = () => undefined;
  invoke: (payload: unknown) => AwsAnswer | Promise<AwsAnswer> = () => answerOf(200, 'null');
  now = 0;

  readonly send = async (request: AwsRequest): Promise<AwsAnswer> => {
    this.requests.push(request);
    const failed = await this.fault(request);
    if (failed !== undefined) return failed;
    if (request.service === 's3') return this.#s3(request);
    const body = JSON.parse(String(request.body)) as Record<string, any>;
    if (request.service === 'ses') {
      this.mails.push({
        from: body['FromEmailAddress'],
        to: body['Destination'].ToAddresses,
        bytes: Buffer.from(body['Content'].Raw.Data, 'base64').toString('latin1'),
        configurationSet: body['ConfigurationSetName'],
        tags: body['EmailTags'],
      });
      return answerOf(200, JSON.stringify({ MessageId: `ses-${this.mails.length}` }));
    }
    this.invoked.push({ name: request.path.split('/')[3] ?? '', payload: body });
    return this.invoke(body);
  };

  readonly sleep = async (ms: number): Promise<void> => {
    this.slept.push(ms);
  };

  /** What adapters take. */
  get parts() {
    return { send: this.send, sleep: this.sleep, random: () => 0.5 };
  }

  /** Keys of a bucket. */
  keys(bucket: string, prefix = ''): readonly string[] {
    const start = `${bucket}/${prefix}`;
    return [...this.objects.keys()]
      .filter((path) => path.startsWith(start))
      .map((path) => path.slice(bucket.length + 1))
      .toSorted();
  }

  put(bucket: string, key: string, body: string | Uint8Array): void {
    this.objects.set(`${bucket}/${key}`, Buffer.from(body));
    this.written.set(`${bucket}/${key}`, this.now);
  }

  text(bucket: string, key: string): string | undefined {
    return this.objects.get(`${bucket}/${key}`)?.toString('utf8');
  }

  #s3({ method, path, bucket = '', headers = {}, body = '' }: AwsRequest): AwsAnswer {
    const url = new URL(path, 'https://s3.invalid');
    const key = decodeURIComponent(url.pathname.slice(1));
    const name = `${bucket}/${key}`;
    if (key === '') return this.#list(bucket, url.searchParams);
    if (method === 'PUT') {
      if (headers['if-none-match'] === '*' && this.objects.has(name))
        return s3Error(412, 'PreconditionFailed');
      this.put(bucket, key, body);
      return answerOf(200);
    }
    if (method === 'DELETE') {
      this.objects.delete(name);
      return answerOf(204);
    }
    const found = this.objects.get(name);
    if (found === undefined) return s3Error(404, 'NoSuchKey');
    const last = /^bytes=0-(\d+)$/.exec(headers['range'] ?? '')?.[1];
    return last === undefined ? answerOf(200, found) : answerOf(206, found.subarray(0, Number(last) + 1));
  }

  #list(bucket: string, query: URLSearchParams): AwsAnswer {
    const after = query.get('continuation-token') ?? '';
    const all = this.keys(bucket, query.get('prefix') ?? '').filter((key) => key > after);
    const page = all.slice(0, PAGE);
    const contents = page.map((key) => {
      const written = new Date(this.written.get(`${bucket}/${key}`) ?? 0).toISOString();
      return `<Contents><Key>${encodeURIComponent(key).replaceAll('%2F', '/')}</Key><LastModified>${written}</LastModified></Contents>`;
    });
    const next = all.length > PAGE ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
    return answerOf(200, `<ListBucketResult>${contents.join('')}${next}</ListBucketResult>`);
  }
}
