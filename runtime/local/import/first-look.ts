/** Reads the times of a log's first and last line before the import. Where that is not cheap it returns less. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { detectFormat, createScanner, type Format } from '#core/import/formats';
import { openLog } from './open-log.ts';
import { findKind, hasUtf16Mark, HEAD_BYTES } from './unpack/magic-bytes.ts';

export interface FirstLook {
  /** Instants of the first and the last readable line; the last of a compressed log is unknown. */
  readonly first: number;
  readonly last: number | undefined;
}

const SAMPLE_BYTES = 1 << 16;

/** Inspects a file, never standard input; undefined where no line can be read. */
export async function firstLook(file: string, format: Format | 'auto'): Promise<FirstLook | undefined> {
  const head = await firstLines(file);
  const knownFormat = format === 'auto' ? detectFormat(head.lines) : format;
  if (knownFormat === undefined) return undefined;
  const scan = createScanner(knownFormat, head.lines);
  const times = (lines: readonly string[]) =>
    lines.flatMap((line) => {
      const record = line === '' ? 'directive' : scan(line);
      return typeof record === 'string' ? [] : [record.time];
    });
  const [first] = times(head.lines);
  return first === undefined
    ? undefined
    : { first, last: head.isPacked ? undefined : times(lastLines(file)).at(-1) };
}

async function firstLines(file: string): Promise<{ lines: readonly string[]; isPacked: boolean }> {
  const start = Buffer.alloc(HEAD_BYTES);
  const handle = openSync(file, 'r');
  const length = readSync(handle, start, 0, HEAD_BYTES, 0);
  closeSync(handle);
  const isPacked = findKind(start.subarray(0, length)) !== 'plain' || hasUtf16Mark(start);
  for await (const bytes of openLog(file))
    return { lines: bytes.toString('utf8', 0, SAMPLE_BYTES).split(/\r?\n/).slice(0, 50), isPacked };
  return { lines: [], isPacked };
}

function lastLines(file: string): readonly string[] {
  const { size } = statSync(file);
  const tail = Buffer.alloc(Math.min(size, SAMPLE_BYTES));
  const handle = openSync(file, 'r');
  readSync(handle, tail, 0, tail.length, size - tail.length);
  closeSync(handle);
  return tail.toString('utf8').split(/\r?\n/).slice(1);
}
