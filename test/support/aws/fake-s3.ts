/** Objects in memory, by bucket and key. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceError } from './calls.ts';

export interface FakeObject {
  readonly body: Uint8Array;
  readonly hash: string;
  readonly written: number;
}
interface Of {
  readonly Bucket: string;
  readonly Key: string;
}

const PAGE = 5;

export class FakeS3 {
  readonly objects: Map<string, FakeObject>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called before a deletion takes effect. */
  readonly onDelete: (paths: readonly string[]) => void | Promise<void>;

  constructor(
    now: () => number,
    onDelete: FakeS3['onDelete'] = () => undefined,
    objects: ReadonlyMap<string, FakeObject> = new Map(),
  ) {
    this.now = now;
    this.onDelete = onDelete;
    this.objects = new Map(objects);
  }

  put(bucket: string, key: string, body: Uint8Array | string): void {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    this.objects.set(`${bucket}/${key}`, {
      body: bytes,
      hash: createHash('sha256').update(bytes).digest('hex'),
      written: this.now(),
    });
  }

  /** Every file below a folder. */
  putFolder(bucket: string, prefix: string, folder: string): void {
    for (const one of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(one.parentPath, one.name);
      if (one.isFile()) this.put(bucket, `${prefix}${path.slice(folder.length + 1)}`, readFileSync(path));
    }
  }

  remove(bucket: string, key: string): void {
    this.objects.delete(`${bucket}/${key}`);
  }

  /** Throws if there is no such object. */
  bytes(bucket: string, key: string): Uint8Array {
    return this.#found(`${bucket}/${key}`).body;
  }

  text(bucket: string, key: string): string | undefined {
    const found = this.objects.get(`${bucket}/${key}`);
    return found === undefined ? undefined : new TextDecoder().decode(found.body);
  }

  /** Returns the objects below s3://bucket/prefix, by path. */
  below(location: string): readonly [string, FakeObject][] {
    const prefix = location.replace('s3://', '');
    return [...this.objects]
      .filter(([path]) => path.startsWith(prefix))
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
  }

  keys(bucket: string, prefix = ''): readonly string[] {
    return this.below(`s3://${bucket}/${prefix}`).map(([path]) => path.slice(bucket.length + 1));
  }

  readonly operations = {
    PutObjectCommand: ({
      Bucket,
      Key,
      Body,
      IfNoneMatch,
    }: Of & { Body: Uint8Array | string; IfNoneMatch?: string }) => {
      if (IfNoneMatch === '*' && this.objects.has(`${Bucket}/${Key}`))
        throw serviceError('PreconditionFailed');
      this.put(Bucket, Key, Body);
      return {};
    },
    CopyObjectCommand: ({ Bucket, Key, CopySource }: Of & { CopySource: string }) => {
      this.objects.set(`${Bucket}/${Key}`, {
        ...this.#found(decodeURIComponent(CopySource)),
        written: this.now(),
      });
      return {};
    },
    GetObjectCommand: ({ Bucket, Key }: Of) => {
      const { body } = this.#found(`${Bucket}/${Key}`);
      return {
        Body: {
          transformToString: async () => new TextDecoder().decode(body),
          transformToByteArray: async () => body,
        },
      };
    },
    ListObjectsV2Command: ({
      Bucket,
      Prefix,
      ContinuationToken,
    }: {
      Bucket: string;
      Prefix: string;
      ContinuationToken?: string;
    }) => {
      const all = this.below(`s3://${Bucket}/${Prefix}`).filter(
        ([path]) => path.slice(Bucket.length + 1) > (ContinuationToken ?? ''),
      );
      const page = all.slice(0, PAGE).map(([path, object]) => ({
        Key: path.slice(Bucket.length + 1),
        Size: object.body.length,
        LastModified: new Date(object.written),
      }));
      return { Contents: page, NextContinuationToken: all.length > PAGE ? page.at(-1)?.Key : undefined };
    },
    DeleteObjectsCommand: async ({
      Bucket,
      Delete,
    }: {
      Bucket: string;
      Delete: { Objects: { Key: string }[] };
    }) => {
      const paths = Delete.Objects.map(({ Key }) => `${Bucket}/${Key}`);
      await this.onDelete(paths);
      for (const path of paths) this.objects.delete(path);
      return {};
    },
  };

  #found(path: string): FakeObject {
    const found = this.objects.get(path);
    if (found === undefined) throw serviceError('NoSuchKey');
    return found;
  }
}
