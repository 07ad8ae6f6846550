/** Opens a log: a file or standard input, plain or compressed, in UTF-8 or UTF-16 with a byte order mark. */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { closeHoles, decodeText } from './unpack/clean-text.ts';
import { unpack } from './unpack/unpack.ts';

/** Small enough that the text of a block stays short-lived garbage: larger texts pile up. */
const READ_BYTES = 1 << 16;

/** Yields the text of a log, as UTF-8; `onRead` receives the number of bytes read from the file. */
export async function* openLog(
  file: string,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  const source: Readable =
    file === '-' ? process.stdin : createReadStream(file, { highWaterMark: READ_BYTES });
  yield* closeHoles(decodeText(unpack(countBytes(source, onRead))));
}

async function* countBytes(source: Readable, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const bytes of source as AsyncIterable<Buffer>) {
    onRead(bytes.length);
    yield bytes;
  }
}
