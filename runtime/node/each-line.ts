/** Splits what a child process writes into lines. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Calls back with each line of a stream that is not empty; does nothing where there is no stream. */
export function eachLine(stream: Readable | null, onLine: (line: string) => void): void {
  if (stream === null) return;
  createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
    if (line.trim() !== '') onLine(line);
  });
}
