/** Compressed logs: whatever a file's bytes are, they give the log's text or an error. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { BrokenLogError } from '#runtime/local/import/broken-log-error';
import { openLog } from '#runtime/local/import/open-log';
import { Xxh64 } from '#runtime/local/import/unpack/xxh64';
import { rounds } from '../../../support/full-length.ts';

const PACKED = join(import.meta.dirname, '../../../data/packed');
const folder = mkdtempSync(join(tmpdir(), 'headcount-packed-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const bytesOf = (name: string) => readFileSync(join(PACKED, name));
const text = bytesOf('log').toString();

/** Reads bytes as a log; an error is its message. */
async function read(bytes: Buffer): Promise<{ readonly text: string; readonly error?: string }> {
  const file = join(folder, 'log');
  writeFileSync(file, bytes);
  let found = '';
  try {
    for await (const chunk of openLog(file)) found += chunk.toString('latin1');
  } catch (error) {
    if (!(error instanceof BrokenLogError)) throw error;
    return { text: found, error: error.message };
  }
  return { text: found };
}

const NAMES = [
  'log.zst',
  'frames.zst',
  'pzstd.zst',
  'log.xz',
  'streams.xz',
  'log.bz2',
  'streams.bz2',
  'log.gz',
  'members.gz',
];

describe('a compressed log', () => {
  it.each(NAMES)('%s gives the text, whatever its name is', async (name) => {
    expect(await read(bytesOf(name))).toEqual({ text });
  });

  it.each(NAMES)(
    '%s gives an error wherever it is cut off, and nothing but a beginning of the text',
    async (name) => {
      const whole = bytesOf(name);
      const ends = new Set<string>();
      for (let length = 10; length < whole.length; length += rounds(7, 1)) {
        const cut = await read(whole.subarray(0, length));
        expect(text.startsWith(cut.text), `${length} bytes`).toBe(true);
        if (cut.error === undefined) ends.add(cut.text);
      }
      // Where the first of two frames, streams or members ends, nobody can tell that another was to come.
      const half = `${text.split('\n').slice(0, 3).join('\n')}\n`;
      expect(/^(log|pzstd)/.test(name) ? [] : [half]).toEqual(
        expect.arrayContaining([...ends].filter(Boolean)),
      );
    },
  );

  it.each(['log.zst', 'log.xz', 'log.bz2', 'log.gz'])(
    '%s gives an error or the same text whichever byte is changed',
    async (name) => {
      const whole = bytesOf(name);
      for (let at = 10; at < whole.length; at += rounds(7, 1)) {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ 0x21;
        const found = await read(changed);
        if (found.error === undefined) expect(found.text, `byte ${at}`).toBe(text);
      }
    },
  );

  it('is read in bounded memory: a window of zstd beyond 128 MB is refused before it is reserved', async () => {
    const frame = Buffer.from('28b52ffd00a8', 'hex');
    expect((await read(Buffer.concat([frame, Buffer.alloc(600)]))).error).toContain('zstd -d --long=31');
    const single = Buffer.concat([
      Buffer.from('28b52ffde0', 'hex'),
      Buffer.alloc(8, 0x0f),
      Buffer.alloc(600),
    ]);
    expect((await read(single)).error).toContain('zstd -d --long=31');
  });

  it('has the checksum of the specification of xxHash', () => {
    // XXH64 of '' and 'abc' with seed 0: ef46db3751d8e999, 44bc2cf5ad770999.
    expect(new Xxh64().digestLow()).toBe(0x51d8e999);
    const hash = new Xxh64();
    hash.update(Buffer.from('a'));
    hash.update(Buffer.from('bc'));
    expect(hash.digestLow()).toBe(0xad770999);
  });
});

describe('a file that is no log', () => {
  it.each([
    ['zip', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(600, 7)]), 'a zip archive'],
    ['7z', Buffer.from('377abcaf271c0004', 'hex'), 'a 7z archive'],
    [
      'tar',
      Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar\0'), Buffer.alloc(600)]),
      'a tar archive',
    ],
    ['systemd', Buffer.from('LPKSHHRH\0\0\0\0'), 'journalctl'],
    ['random', Buffer.from(Array.from({ length: 700 }, (_, at) => (at * 167) % 256)), 'it is no text'],
  ])('is refused, compressed or not, with what to do: %s', async (_name, bytes, said) => {
    expect((await read(bytes)).error).toContain(said);
    expect((await read(gzipSync(bytes))).error).toContain(said);
  });

  it('is refused where a log was compressed twice', async () => {
    expect((await read(gzipSync(gzipSync(text)))).error).toContain('compressed twice');
  });
});

describe('a text', () => {
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  it.each([
    ['a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16', utf16],
    ['UTF-16, the higher byte first', Buffer.from(utf16).swap16()],
    ['a block of NUL at its head', Buffer.concat([Buffer.alloc(100_000), Buffer.from(text)])],
  ])('gives the lines of its server with %s, also compressed', async (_name, bytes) => {
    expect(await read(bytes)).toEqual({ text });
    expect(await read(gzipSync(bytes))).toEqual({ text });
  });

  it('has no line that swallows the next where a block of NUL lies in its middle', async () => {
    const lines = text.split('\n');
    const hole = Buffer.alloc(70_000);
    const between = Buffer.concat([Buffer.from(`${lines[0]}\n`), hole, Buffer.from(`${lines[1]}\n`)]);
    expect(await read(between)).toEqual({ text: `${lines[0]}\n${lines[1]}\n` });
    const cut = Buffer.concat([
      Buffer.from(lines[0]?.slice(0, 50) ?? ''),
      hole,
      Buffer.from(`${lines[1]}\n`),
    ]);
    expect(await read(cut)).toEqual({ text: `${lines[0]?.slice(0, 50)}\n${lines[1]}\n` });
  });

  it('keeps single NULs within a line, which end no line', async () => {
    expect(await read(Buffer.from(`${text}a line \0 of text\n`))).toEqual({
      text: `${text}a line \0 of text\n`,
    });
  });
});
