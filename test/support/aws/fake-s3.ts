/** S3 as files below a folder, a folder a bucket: what the pipeline asks of it, and no more. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { awsError, type Faults } from './faults.ts';

interface Input { readonly Bucket: string; readonly Key: string; readonly Body?: string | Uint8Array; readonly IfNoneMatch?: string; readonly Prefix?: string; readonly CopySource?: string; readonly Delete?: { readonly Objects: readonly { readonly Key: string }[] } }

export class FakeS3 {
  readonly root: string;
  readonly client: S3Client;

  constructor(root: string, faults: Faults) {
    this.root = root;
    const send = (command: { readonly constructor: { readonly name: string }; readonly input: Input }) => faults.call(`${command.constructor.name} ${command.input.Key ?? command.input.Prefix ?? ''}`, () => this.#answer(command.constructor.name, command.input));
    this.client = { send } as unknown as S3Client;
  }

  path(bucket: string, key: string): string {
    return join(this.root, bucket, key);
  }

  put(bucket: string, key: string, body: string | Uint8Array): void {
    mkdirSync(dirname(this.path(bucket, key)), { recursive: true });
    writeFileSync(this.path(bucket, key), body);
  }

  remove(bucket: string, key: string): void {
    rmSync(this.path(bucket, key));
  }

  text(bucket: string, key: string): string | undefined {
    return existsSync(this.path(bucket, key)) ? readFileSync(this.path(bucket, key), 'utf8') : undefined;
  }

  keys(bucket: string, prefix = ''): string[] {
    const root = join(this.root, bucket);
    // Only the folder that the prefix names is looked through.
    const folder = join(root, prefix.slice(0, prefix.lastIndexOf('/') + 1));
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name).slice(root.length + 1)).filter((key) => key.startsWith(prefix)).toSorted();
  }

  #answer(name: string, input: Input): object {
    const { Bucket: bucket, Key: key } = input;
    switch (name) {
      case 'GetObjectCommand': {
        if (!existsSync(this.path(bucket, key))) throw awsError('NoSuchKey');
        const body = readFileSync(this.path(bucket, key));
        return { Body: { transformToString: async () => body.toString('utf8'), transformToByteArray: async () => new Uint8Array(body) } };
      }
      case 'PutObjectCommand':
        if (input.IfNoneMatch === '*' && existsSync(this.path(bucket, key))) throw awsError('PreconditionFailed');
        this.put(bucket, key, input.Body ?? '');
        return {};
      case 'CopyObjectCommand': {
        const [from = '', ...rest] = decodeURIComponent(input.CopySource ?? '').split('/');
        this.put(bucket, key, readFileSync(this.path(from, rest.join('/'))));
        return {};
      }
      case 'ListObjectsV2Command':
        return { Contents: this.keys(bucket, input.Prefix).map((one) => ({ Key: one, Size: readFileSync(this.path(bucket, one)).length, LastModified: new Date(0) })) };
      case 'DeleteObjectsCommand':
        for (const one of input.Delete?.Objects ?? []) rmSync(this.path(bucket, one.Key), { force: true });
        return {};
      default: throw new Error(`${name} is not part of this fake`);
    }
  }
}
