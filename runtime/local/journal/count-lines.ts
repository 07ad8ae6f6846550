/** Counts the rows that a segment must give, without DuckDB. */
import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1024 * 1024;
const NEWLINE = 10;

/**
 * Counts the lines that end in a newline, and the rest after the last one where it is a whole row: a crash tears only
 * what was never acknowledged, but it may have taken just the newline.
 */
export function countLines(file: string): number {
  const fd = openSync(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    let lines = 0;
    let rest: Buffer[] = [];
    for (let length = readSync(fd, chunk); length > 0; length = readSync(fd, chunk)) {
      let start = 0;
      for (
        let at = chunk.subarray(0, length).indexOf(NEWLINE);
        at >= 0;
        at = chunk.subarray(0, length).indexOf(NEWLINE, start)
      ) {
        lines += 1;
        start = at + 1;
        rest = [];
      }
      rest.push(Buffer.from(chunk.subarray(start, length)));
    }
    return lines + (isRow(Buffer.concat(rest).toString('utf8')) ? 1 : 0);
  } finally {
    closeSync(fd);
  }
}

function isRow(text: string): boolean {
  if (text === '') return false;
  try {
    return typeof (JSON.parse(text) as { event_id?: unknown } | null)?.event_id === 'string';
  } catch {
    return false;
  }
}
