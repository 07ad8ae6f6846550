/** The bytes of a request's body within bounds of size and memory. It may not look into them. */
import type { IncomingMessage } from 'node:http';
import { gunzip } from 'node:zlib';
import { MAX_BODY } from '#core/collect/collect';

/** `too_large`: over 1 MiB, raw or inflated; `too_busy`: all requests together hold too much; `aborted`: the sender went away. */
export type BodyFault = 'too_large' | 'too_busy' | 'aborted';
export type BodyTaken = (fault: BodyFault | undefined, body: Uint8Array) => void;

/** Bytes that bodies under way may hold together. */
const MOST_TOGETHER = 64 * 1024 * 1024;
const EMPTY = new Uint8Array(0);
/** What no JSON begins with: a body that says gzip and is none is passed on as this, so that it is counted as unreadable. */
const UNREADABLE = Uint8Array.of(0xff);
let together = 0;

/** Reads a body and calls back once. An oversized one is told at once, without reading on. */
export function readBody(request: IncomingMessage, taken: BodyTaken): void {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > MAX_BODY) return taken('too_large', EMPTY);
  if (together > MOST_TOGETHER) return taken('too_busy', EMPTY);
  const chunks: Buffer[] = [];
  let length = 0;
  let open = true;
  const end = (fault: BodyFault | undefined) => {
    if (!open) return;
    open = false;
    const release: BodyTaken = (found, body) => {
      together -= length;
      taken(found, body);
    };
    if (fault !== undefined) return release(fault, EMPTY);
    const only = chunks[0];
    // What waits to be inflated is held as well.
    inflated(
      request,
      chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, length),
      release,
    );
  };
  request.on('data', (chunk: Buffer) => {
    if (!open) return;
    length += chunk.length;
    together += chunk.length;
    chunks.push(chunk);
    if (length > MAX_BODY) end('too_large');
  });
  request.on('end', () => end(undefined));
  request.on('error', () => end('aborted'));
  request.on('close', () => end('aborted'));
}

function inflated(request: IncomingMessage, raw: Buffer, taken: BodyTaken): void {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || !/^\s*(x-)?gzip\s*$/i.test(encoding)) return taken(undefined, raw);
  gunzip(raw, { maxOutputLength: MAX_BODY }, (error, body) => {
    if (error === null) return taken(undefined, body);
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return taken('too_large', EMPTY);
    taken(undefined, UNREADABLE);
  });
}
