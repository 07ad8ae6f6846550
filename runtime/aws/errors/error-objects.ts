/** Reads and rewrites the objects below the error prefix of the arrivals bucket. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

const ERROR_PREFIX = 'errors/';

export interface ErrorObject {
  readonly key: string;
  /** Time at which its records failed, in milliseconds; for a rewritten object, that of the original. */
  readonly since: number;
}

export interface ErrorObjects {
  /** Lists all keys, page by page. */
  list(): AsyncIterable<string>;
  read(key: string): Promise<ErrorObject & { readonly text: string }>;
  /** Replaces an object with its remaining lines. */
  rewrite(object: ErrorObject, text: string): Promise<void>;
  delete(key: string): Promise<void>;
}

const SINCE = 'since';

/** Opens the error prefix of a bucket; `forcePathStyle` is for endpoints that know no bucket names in hosts. */
export function errorObjects(
  bucket: string,
  options: { readonly forcePathStyle?: boolean } = {},
): ErrorObjects {
  const client = new S3Client({ maxAttempts: 4, forcePathStyle: options.forcePathStyle ?? false });
  return {
    async *list() {
      let token: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: ERROR_PREFIX, ContinuationToken: token }),
        );
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
        token = page.NextContinuationToken;
      } while (token !== undefined);
    },
    async read(key) {
      const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const since = Number(object.Metadata?.[SINCE]);
      return {
        key,
        since: Number.isFinite(since) && since > 0 ? since : (object.LastModified?.getTime() ?? 0),
        text: (await object.Body?.transformToString('utf-8')) ?? '',
      };
    },
    async rewrite({ key, since }, text) {
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: text, Metadata: { [SINCE]: String(since) } }),
      );
    },
    async delete(key) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
  };
}
