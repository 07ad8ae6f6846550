/**
 * Unpacks a log by what its first bytes say it is: nothing at all, gzip, zstd, xz or bzip2. An archive or another
 * binary file is refused. It may not look at a name.
 */
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BrokenLogError } from '../broken-log-error.ts';
import { findKind, HEAD_BYTES, refusalOf, type PackedKind } from './magic-bytes.ts';

const CHUNK_BYTES = 1 << 16;

/** Yields the unpacked bytes. Throws a BrokenLogError where they cannot be had, or are no text. */
export async function* unpack(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const [head, all] = await peek(packed);
  const kind = findKind(head);
  if (kind === 'plain') {
    refuse(head, false);
    yield* all;
    return;
  }
  const [unpackedHead, unpacked] = await peek(
    kind === 'gzip' ? unpackGzip(all) : await unpackOther(kind, all),
  );
  refuse(unpackedHead, true);
  yield* unpacked;
}

function refuse(head: Buffer, wasPacked: boolean): void {
  const refusal = refusalOf(head, wasPacked);
  if (refusal !== undefined) throw refusal;
}

/** Returns the first bytes of a stream, and the whole stream. */
async function peek(stream: AsyncIterable<Buffer>): Promise<[Buffer, AsyncIterable<Buffer>]> {
  const chunks = stream[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < HEAD_BYTES) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return [head, chain(head, chunks)];
}

/** The packages are loaded where a log needs them. */
async function unpackOther(
  kind: Exclude<PackedKind, 'gzip'>,
  packed: AsyncIterable<Buffer>,
): Promise<AsyncIterable<Buffer>> {
  if (kind === 'zstd') return (await import('./unpack-zstd.ts')).unpackZstd(packed);
  if (kind === 'xz') return (await import('./unpack-xz.ts')).unpackXz(packed);
  return (await import('./unpack-bzip2.ts')).unpackBzip2(packed);
}

async function* unpackGzip(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  pipeline(Readable.from(packed, { objectMode: false, highWaterMark: CHUNK_BYTES }), gunzip, () => undefined);
  try {
    for await (const bytes of gunzip) yield bytes as Buffer;
  } catch {
    throw new BrokenLogError('its gzip data is damaged or incomplete');
  }
}

async function* chain(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
