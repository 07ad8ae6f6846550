/**
 * Unpacks Zstandard (RFC 8878): frames one after another, skippable ones among them, block by block in bounded memory.
 * The frames are walked here, since fzstd reserves whatever window a header names, and compares no checksum.
 */
import { Decompress } from 'fzstd';
import { BrokenLogError } from '../broken-log-error.ts';
import { ByteReader } from './byte-reader.ts';
import { Xxh64 } from './xxh64.ts';

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const CHECKSUM_FLAG = 0x04;
/** What `zstd -d` accepts without further options. */
const MAX_WINDOW = 1 << 27;
/** Section 3.1.1.2.4: no block is longer. */
const MAX_BLOCK = 1 << 17;
const RLE = 1;

export async function* unpackZstd(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const input = new ByteReader(packed);
  try {
    for (let magic = await input.take(4); magic.length > 0; magic = await input.take(4)) {
      const number = exactly(4, magic).readUInt32LE(0);
      if ((number & 0xfffffff0) >>> 0 === SKIPPABLE) {
        if (!(await input.skip(exactly(4, await input.take(4)).readUInt32LE(0)))) throw damaged();
      } else if (number === MAGIC) yield* unpackFrame(magic, input);
      else throw damaged();
    }
  } finally {
    await input.close();
  }
}

async function* unpackFrame(magic: Buffer, input: ByteReader): AsyncGenerator<Buffer> {
  const [flags = 0] = exactly(1, await input.take(1));
  const { length } = layout(flags);
  const header = exactly(length, await input.take(length));
  refuse(flags, header);
  const checksum = (flags & CHECKSUM_FLAG) === 0 ? undefined : new Xxh64();
  let unpacked: Uint8Array[] = [];
  const frame = new Decompress((bytes) => unpacked.push(bytes));
  let pending: Buffer[] = [magic, Buffer.of(flags & ~CHECKSUM_FLAG), header];
  for (let isLast = false; !isLast;) {
    const blockHeader = exactly(3, await input.take(3));
    const bits = blockHeader.readUIntLE(0, 3);
    isLast = (bits & 1) === 1;
    const size = ((bits >> 1) & 3) === RLE ? 1 : bits >> 3;
    if (bits >> 3 > MAX_BLOCK) throw damaged();
    pending.push(blockHeader, exactly(size, await input.take(size)));
    try {
      frame.push(Buffer.concat(pending), isLast);
    } catch {
      throw damaged();
    }
    pending = [];
    for (const { buffer, byteOffset, byteLength } of unpacked) {
      const bytes = Buffer.from(buffer, byteOffset, byteLength);
      checksum?.update(bytes);
      yield bytes;
    }
    unpacked = [];
  }
  if (checksum !== undefined && exactly(4, await input.take(4)).readUInt32LE(0) !== checksum.digestLow())
    throw damaged();
}

/** Where the fields of a frame header lie behind its flags (section 3.1.1.1). */
function layout(flags: number): { dictionaryAt: number; dictionary: number; size: number; length: number } {
  const isSingleSegment = (flags & 0x20) !== 0;
  const dictionaryAt = isSingleSegment ? 0 : 1;
  const dictionary = [0, 1, 2, 4][flags & 3] ?? 0;
  const size = flags >> 6 === 0 ? Number(isSingleSegment) : 1 << (flags >> 6);
  return { dictionaryAt, dictionary, size, length: dictionaryAt + dictionary + size };
}

/** Throws for a frame that needs a dictionary, or more memory than an import may take. */
function refuse(flags: number, header: Buffer): void {
  const { dictionaryAt, dictionary, size } = layout(flags);
  if (header.subarray(dictionaryAt, dictionaryAt + dictionary).some((byte) => byte !== 0))
    throw new BrokenLogError('its zstd data needs a dictionary: unpack it with zstd -d -D');
  const descriptor = header[0] ?? 0;
  const base = 2 ** (10 + (descriptor >> 3));
  const window =
    dictionaryAt === 1
      ? base + (base / 8) * (descriptor & 7)
      : header.subarray(dictionary, dictionary + size).reduceRight((sum, byte) => sum * 256 + byte, 0);
  if (window > MAX_WINDOW)
    throw new BrokenLogError(
      'its zstd data needs more than 128 MB of memory: unpack it with zstd -d --long=31, and import what that writes',
    );
}

function exactly(length: number, bytes: Buffer): Buffer {
  if (bytes.length < length) throw new BrokenLogError('its zstd data is incomplete: it ends too early');
  return bytes;
}

function damaged(): BrokenLogError {
  return new BrokenLogError('its zstd data is damaged');
}
