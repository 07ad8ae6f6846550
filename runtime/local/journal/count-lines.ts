/** How many rows a segment must give, counted without DuckDB. It may not keep or tell what a line says. */
import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK = 1024 * 1024;
const NEWLINE = 10;

/**
 * Lines that end in a newline, and what stands behind the last one where it is a whole row: a crash tears only what was
 * never acknowledged, but it may have taken the newline alone.
 */
export function countLines(file: string): number {
  const fd = openSync(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    let lines = 0;
    let rest: Buffer[] = [];
    for (let length = readSync(fd, chunk); length > 0; length = readSync(fd, chunk)) {
      let from = 0;
      for (
        let at = chunk.subarray(0, length).indexOf(NEWLINE);
        at >= 0;
        at = chunk.subarray(0, length).indexOf(NEWLINE, from)
      ) {
        lines += 1;
        from = at + 1;
        rest = [];
      }
      rest.push(Buffer.from(chunk.subarray(from, length)));
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
