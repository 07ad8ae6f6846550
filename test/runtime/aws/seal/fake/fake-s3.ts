/** Objects in memory, by bucket and key. It may not know what they hold. */
import { createHash } from 'node:crypto';

export interface FakeObject { readonly body: Uint8Array; readonly hash: string; readonly written: number }

const PAGE = 100;

export class FakeS3 {
  readonly objects: Map<string, FakeObject>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called before a deletion takes effect. */
  readonly onDelete: (paths: readonly string[]) => void | Promise<void>;

  constructor(now: () => number, onDelete: FakeS3['onDelete'], objects: ReadonlyMap<string, FakeObject> = new Map()) {
    this.now = now;
    this.onDelete = onDelete;
    this.objects = new Map(objects);
  }

  put(bucket: string, key: string, body: Uint8Array | string): void {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    this.objects.set(`${bucket}/${key}`, { body: bytes, hash: createHash('sha256').update(bytes).digest('hex'), written: this.now() });
  }

  /** Below s3://bucket/prefix, by path. */
  below(location: string): readonly [string, FakeObject][] {
    const prefix = location.replace('s3://', '');
    return [...this.objects].filter(([path]) => path.startsWith(prefix)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  }

  readonly operations = {
    PutObjectCommand: ({ Bucket, Key, Body }: { Bucket: string; Key: string; Body: Uint8Array | string }) => {
      this.put(Bucket, Key, Body);
      return {};
    },
    GetObjectCommand: ({ Bucket, Key }: { Bucket: string; Key: string }) => {
      const found = this.objects.get(`${Bucket}/${Key}`);
      if (found === undefined) throw Object.assign(new Error('NoSuchKey'), { name: 'NoSuchKey' });
      return { Body: { transformToString: async () => new TextDecoder().decode(found.body) } };
    },
    ListObjectsV2Command: ({ Bucket, Prefix, ContinuationToken }: { Bucket: string; Prefix: string; ContinuationToken?: string }) => {
      const all = this.below(`s3://${Bucket}/${Prefix}`).filter(([path]) => path.slice(Bucket.length + 1) > (ContinuationToken ?? ''));
      const page = all.slice(0, PAGE).map(([path, object]) => ({ Key: path.slice(Bucket.length + 1), Size: object.body.length, LastModified: new Date(object.written) }));
      return { Contents: page, NextContinuationToken: all.length > PAGE ? page.at(-1)?.Key : undefined };
    },
    DeleteObjectsCommand: async ({ Bucket, Delete }: { Bucket: string; Delete: { Objects: { Key: string }[] } }) => {
      const paths = Delete.Objects.map(({ Key }) => `${Bucket}/${Key}`);
      await this.onDelete(paths);
      for (const path of paths) this.objects.delete(path);
      return {};
    },
  };
}
