/** Reads a log past the beginnings that may have been counted: a file in advance, a pipe while it is read. */
import type { CountedPrefix } from '#core/import/take-back';
import { PrefixWatch } from './known-prefix.ts';
import { openLog } from './open-log.ts';
import { blocksOfLines, type Block } from './read-log.ts';

/** Reads a file as far as it may have been counted, for its longest counted beginning and all others. */
export async function readKnownPrefix(
  file: string,
  key: Uint8Array,
  countedPrefixes: readonly CountedPrefix[],
): Promise<PrefixWatch> {
  const watch = new PrefixWatch(key, countedPrefixes);
  if (!watch.isUndecided) return watch;
  for await (const bytes of openLog(file)) {
    for (let at = 0; at < bytes.length && watch.isUndecided;) at += watch.feed(bytes.subarray(at));
    if (!watch.isUndecided) break;
  }
  return watch;
}

/** Yields a log as blocks of whole lines, split where a counted beginning may end. */
export function readBlocks(
  log: string,
  watch: PrefixWatch,
  onRead: (bytes: number) => void,
): AsyncGenerator<Block> {
  return blocksOfLines(splitAtPrefix(openLog(log, onRead), watch));
}

/** Yields the same bytes, split where a counted beginning may end. */
async function* splitAtPrefix(chunks: AsyncIterable<Buffer>, watch: PrefixWatch): AsyncGenerator<Buffer> {
  for await (const bytes of chunks) {
    for (let at = 0; at < bytes.length;) {
      const length = watch.isUndecided ? watch.feed(bytes.subarray(at)) : bytes.length - at;
      yield bytes.subarray(at, at + length);
      at += length;
    }
  }
}
