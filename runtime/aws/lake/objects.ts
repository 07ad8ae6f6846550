/** Objects of one bucket, as the pipeline and reports need them. It may not know what they hold. */
import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';

export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** Milliseconds since 1970 when it was written. */
  readonly writtenMs: number;
}

/** Objects that S3 says it did not delete; what they hold is not in the message. */
export class NotDeletedError extends Error {
  override readonly name = 'NotDeletedError';
}

/** Most keys of one DeleteObjects call. */
const MAX_KEYS = 1000;

export class Objects {
  readonly #client: S3Client;
  readonly bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.bucket = bucket;
  }

  /** s3://bucket/prefix */
  uri(prefix: string): string {
    return `s3://${this.bucket}/${prefix}`;
  }

  /** The text of an object; undefined where there is none. */
  async text(key: string): Promise<string | undefined> {
    try {
      const { Body } = await this.#client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
      return await Body?.transformToString('utf8');
    } catch (error) {
      if (error instanceof NoSuchKey || (error as Error).name === 'NoSuchKey') return undefined;
      throw error;
    }
  }

  /** What an object holds; throws where there is none. */
  async bytes(key: string): Promise<Uint8Array> {
    const { Body } = await this.#client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  }

  /** Replaces an object as a whole: a reader sees the old one or the new one. */
  async put(key: string, body: string | Uint8Array, contentType = 'application/octet-stream'): Promise<void> {
    await this.#client.send(
      new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: body, ContentType: contentType }),
    );
  }

  /** Writes an object unless there is one; returns whether it did. Of several writers one succeeds (If-None-Match). */
  async create(key: string, body: string, contentType = 'application/json'): Promise<boolean> {
    try {
      await this.#client.send(
        new PutObjectCommand({
          Bucket: this.bucket,
          Key: key,
          Body: body,
          ContentType: contentType,
          IfNoneMatch: '*',
        }),
      );
      return true;
    } catch (error) {
      if ((error as Error).name === 'PreconditionFailed') return false;
      throw error;
    }
  }

  /** Copies an object of another bucket (or of this one) to a key here; one that is there is replaced. */
  async copyFrom(source: Objects, sourceKey: string, key: string): Promise<void> {
    await this.#client.send(
      new CopyObjectCommand({
        Bucket: this.bucket,
        Key: key,
        CopySource: `${source.bucket}/${sourceKey.split('/').map(encodeURIComponent).join('/')}`,
      }),
    );
  }

  /** Every object below a prefix, by key. */
  async list(prefix: string): Promise<readonly StoredObject[]> {
    const found: StoredObject[] = [];
    let token: string | undefined;
    do {
      const page = await this.#client.send(
        new ListObjectsV2Command({
          Bucket: this.bucket,
          Prefix: prefix,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      );
      for (const one of page.Contents ?? [])
        found.push({ key: one.Key ?? '', bytes: one.Size ?? 0, writtenMs: one.LastModified?.getTime() ?? 0 });
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return found;
  }

  /** Throws a NotDeletedError where one is left; keys without an object are no fault. */
  async delete(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += MAX_KEYS) {
      const some = keys.slice(at, at + MAX_KEYS);
      const { Errors } = await this.#client.send(
        new DeleteObjectsCommand({
          Bucket: this.bucket,
          Delete: { Objects: some.map((Key) => ({ Key })), Quiet: true },
        }),
      );
      if ((Errors ?? []).length > 0)
        throw new NotDeletedError(
          `${Errors?.length} of ${some.length} objects were not deleted: ${[...new Set(Errors?.map((one) => one.Code))].join(', ')}`,
        );
    }
  }
}
