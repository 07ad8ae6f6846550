/** Unpacks xz: streams one after another with their padding, in bounded memory, by xz-embedded in WebAssembly. */
import xz from 'xz-decompress';
import { BrokenLogError } from '../broken-log-error.ts';

/** Codes of xz-embedded (xz.h, `enum xz_ret`) for what is sound and cannot be unpacked by it. */
const UNSUPPORTED = /error code [3-6]$/;
/** Empty answers after the last input that can only mean that more was to come. */
const MAX_EMPTY = 8;

export async function* unpackXz(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isAtEnd = false;
  const input = packed[Symbol.asyncIterator]();
  const source = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await input.next();
      isAtEnd ||= next.done === true;
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
  });
  let empty = 0;
  try {
    for await (const bytes of new xz.XzReadableStream(source)) {
      empty = bytes.length === 0 && isAtEnd ? empty + 1 : 0;
      if (empty > MAX_EMPTY) throw new Error('incomplete');
      if (bytes.length > 0) yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
  } catch (error) {
    throw explain(error);
  } finally {
    await input.return?.();
  }
}

function explain(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof BrokenLogError || code !== undefined) return error;
  return UNSUPPORTED.test(message)
    ? new BrokenLogError(
        'its xz data needs xz itself (for SHA-256, a filter, or more than 64 MB of memory): unpack it with xz -d',
      )
    : new BrokenLogError('its xz data is damaged or incomplete');
}
