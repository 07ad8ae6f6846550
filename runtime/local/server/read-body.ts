/** Reads a request's body within limits of size, memory and time. */
import type { IncomingMessage } from 'node:http';
import { MAX_BODY_BYTES } from '#core/collect/collect';
import { Inflations } from './inflations.ts';
import type { Refusal, WaitingBodies } from './waiting-bodies.ts';

/** `too_large`: over 1 MiB, raw or inflated; `aborted`: the sender went away. */
export type BodyFault = 'too_large' | 'aborted' | Refusal;
export type BodyCallback = (fault: BodyFault | undefined, body: Uint8Array) => void;

const EMPTY = new Uint8Array(0);
/**
 * No JSON starts with this byte: a body that claims to be gzip and is not is passed on as this, so that it counts as
 * unreadable.
 */
const UNREADABLE = Uint8Array.of(0xff);
const GZIP = /^\s*(x-)?gzip\s*$/i;
const inflations = new Inflations();

/** Reads a body and calls back once; at once for an oversized body, without reading on. */
export function readBody(bodies: WaitingBodies, request: IncomingMessage, callback: BodyCallback): void {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > MAX_BODY_BYTES) return callback('too_large', EMPTY);
  const chunks: Buffer[] = [];
  let open = true;
  const end = (fault: BodyFault | undefined, body: Uint8Array) => {
    if (!open) return;
    open = false;
    chunks.length = 0;
    bodies.leave(waiting);
    callback(fault, body);
  };
  const waiting = bodies.enter((why) => end(why, EMPTY));
  const onEnd = () => {
    if (!open) return;
    waiting.complete = true;
    const only = chunks[0];
    const raw = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
    if (!GZIP.test(request.headers['content-encoding'] ?? '')) return end(undefined, raw);
    // A body that waits to be inflated is in memory as well, and may be refused until its turn.
    inflations.inflate(
      request.socket,
      raw,
      () => open,
      (fault, body) =>
        end(fault === 'unreadable' ? undefined : fault, fault === undefined ? body : UNREADABLE),
    );
  };
  request.on('data', (chunk: Buffer) => {
    if (!open) return;
    chunks.push(chunk);
    bodies.add(waiting, chunk.length);
    if (waiting.heldBytes > MAX_BODY_BYTES) end('too_large', EMPTY);
  });
  request.on('end', onEnd);
  request.on('error', () => end('aborted', EMPTY));
  request.on('close', () => {
    if (!waiting.complete) end('aborted', EMPTY);
  });
}
