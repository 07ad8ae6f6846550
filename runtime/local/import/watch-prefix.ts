/** Reads a log past the beginnings that may have been counted: a file beforehand, a pipe while it is read. */
import { PrefixWatch, type CountedPrefix, type KnownPrefix } from './known-prefix.ts';
import { openLog } from './read-log.ts';

/** Reads a file as far as it may have been counted. */
export async function readKnownPrefix(
  file: string,
  key: Uint8Array,
  counted: readonly CountedPrefix[],
): Promise<KnownPrefix | undefined> {
  const watch = new PrefixWatch(key, counted);
  if (!watch.undecided) return undefined;
  for await (const bytes of openLog(file)) {
    for (let at = 0; at < bytes.length && watch.undecided;) at += watch.feed(bytes.subarray(at));
    if (!watch.undecided) break;
  }
  return watch.known;
}

/** The same bytes, cut where a counted beginning may end. */
export async function* splitAtPrefix(
  chunks: AsyncIterable<Buffer>,
  watch: PrefixWatch,
): AsyncGenerator<Buffer> {
  for await (const bytes of chunks) {
    for (let at = 0; at < bytes.length;) {
      const taken = watch.undecided ? watch.feed(bytes.subarray(at)) : bytes.length - at;
      yield bytes.subarray(at, at + taken);
      at += taken;
    }
  }
}
