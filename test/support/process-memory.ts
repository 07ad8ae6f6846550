/**
 * Searches the memory of a running process, as whoever dumps it would. It may search only processes that the test
 * started.
 */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** Bytes read at a time; neighbouring reads overlap by the longest needle. */
const WINDOW_BYTES = 16 * 1024 * 1024;

export interface Needle {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Returns why the memory of a process cannot be searched here; undefined where it can. It is readable as a file on
 * Linux alone, and there only where the system lets a parent read its child's.
 */
export function whyUnsearchable(pid: number): string | undefined {
  if (process.platform !== 'linux') return `the memory of a process cannot be read on ${process.platform}`;
  try {
    closeSync(openSync(`/proc/${pid}/mem`, 'r'));
    return undefined;
  } catch {
    return 'the memory of a child process may not be read here';
  }
}

/** Returns the names of the needles found in the readable and writable memory of a process, each once. */
export function searchMemory(pid: number, needles: readonly Needle[]): string[] {
  const overlap = Math.max(...needles.map(({ bytes }) => bytes.length)) - 1;
  const found = new Set<string>();
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const window = Buffer.alloc(WINDOW_BYTES);
  try {
    for (const [start, end] of writableMaps(pid))
      for (let at = start; at < end; at += WINDOW_BYTES - overlap) {
        const count = readWindow(memory, window, at, Math.min(WINDOW_BYTES, end - at));
        const bytes = window.subarray(0, count);
        for (const needle of needles)
          if (!found.has(needle.name) && bytes.includes(needle.bytes)) found.add(needle.name);
      }
  } finally {
    closeSync(memory);
  }
  return [...found].toSorted();
}

/**
 * Start and end of each range that the process can read and write (heap, stacks, buffers) and has written: of a range
 * without a page in memory or in swap nothing can be dumped.
 */
function writableMaps(pid: number): readonly (readonly [number, number])[] {
  return readFileSync(`/proc/${pid}/smaps`, 'utf8')
    .split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)
    .flatMap((text) => {
      const range = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(text);
      if (range === null || !/^(?:Rss|Swap): +[1-9]/m.test(text)) return [];
      return [[Number(`0x${range[1]}`), Number(`0x${range[2]}`)] as const];
    });
}

/** Ranges that the process gave back since they were listed hold nothing. */
function readWindow(memory: number, window: Buffer, at: number, length: number): number {
  try {
    return readSync(memory, window, 0, length, at);
  } catch {
    return 0;
  }
}
