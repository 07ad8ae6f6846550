/** The objects of one bucket, as the pipeline and reports need them. */
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
  /** Last modification, in milliseconds since 1970. */
  readonly writtenMs: number;
}

/** Thrown where S3 reports that it did not delete objects; the message does not quote them. */
export class NotDeletedError extends Error {
  override readonly name = 'NotDeletedError';
}

/** Maximum keys per DeleteObjects call. */
const MAX_KEYS = 1000;

export class Objects {
  readonly #client: S3Client;
  readonly bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.bucket = bucket;
  }

  /** Returns s3://bucket/prefix. */
  uri(prefix: string): string {
    return `s3://${this.bucket}/${prefix}`;
  }

  /** Reads the text of an object; undefined where there is none. */
  async text(key: string): Promise<string | undefined> {
    try {
      const { Body } = await this.#client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
      return await Body?.transformToString('utf8');
    } catch (error) {
      if (error instanceof NoSuchKey || (error as Error).name === 'NoSuchKey') return undefined;
      throw error;
    }
  }

  /** Reads the bytes of an object; throws where there is none. */
  async bytes(key: string): Promise<Uint8Array> {
    const { Body } = await this.#client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  }

  /** Replaces an object atomically: a reader sees the old one or the new one. */
  async put(key: string, body: string | Uint8Array, contentType = 'application/octet-stream'): Promise<void> {
    await this.#client.send(
      new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: body, ContentType: contentType }),
    );
  }

  /** Creates an object unless it exists; returns whether it did. Of several writers one succeeds (If-None-Match). */
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

  /** Copies an object of another bucket (or of this one) to a key here, replacing an existing one. */
  async copyFrom(source: Objects, sourceKey: string, key: string): Promise<void> {
    await this.#client.send(
      new CopyObjectCommand({
        Bucket: this.bucket,
        Key: key,
        CopySource: `${source.bucket}/${sourceKey.split('/').map(encodeURIComponent).join('/')}`,
      }),
    );
  }

  /** Lists every object below a prefix, by key. */
  async list(prefix: string): Promise<readonly StoredObject[]> {
    const objects: StoredObject[] = [];
    let token: string | undefined;
    do {
      const page = await this.#client.send(
        new ListObjectsV2Command({
          Bucket: this.bucket,
          Prefix: prefix,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      );
      for (const object of page.Contents ?? [])
        objects.push({
          key: object.Key ?? '',
          bytes: object.Size ?? 0,
          writtenMs: object.LastModified?.getTime() ?? 0,
        });
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return objects;
  }

  /** Deletes objects; throws a NotDeletedError where one remains. A missing object is no error. */
  async delete(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += MAX_KEYS) {
      const batch = keys.slice(at, at + MAX_KEYS);
      const { Errors } = await this.#client.send(
        new DeleteObjectsCommand({
          Bucket: this.bucket,
          Delete: { Objects: batch.map((Key) => ({ Key })), Quiet: true },
        }),
      );
      if ((Errors ?? []).length > 0)
        throw new NotDeletedError(
          `${Errors?.length} of ${batch.length} objects were not deleted: ${[...new Set(Errors?.map((error) => error.Code))].join(', ')}`,
        );
    }
  }
}
