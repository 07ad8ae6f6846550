/** Limits of Node's HTTP servers against slow senders, and how they close a connection on which bytes still arrive. */
import type { IncomingMessage } from 'node:http';

/** For `createServer`; times in milliseconds, sizes in bytes. */
export const SLOW_SENDER_LIMITS = {
  keepAliveTimeout: 30_000,
  headersTimeout: 5_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
} as const;

/**
 * Idle timeout of a connection on which neither side sends anything, such as an answer that nobody reads; a request in
 * progress has its own limits.
 */
export const SILENCE_LIMIT_MS = 60_000;

/**
 * Time for the client to read an answer that was sent before the whole request had arrived. A connection that is closed
 * with unread bytes is reset (RFC 9112, 9.6), and a reset may take the answer away from a sender that still sends.
 */
const LINGER_MS = 2_000;

/**
 * Call it before an answer that closes the connection while the request still arrives: what arrives is dropped until
 * the sender closes or `LINGER_MS` have passed.
 */
export function lingerAfterAnswer(request: IncomingMessage): void {
  const { socket } = request;
  // Node would close the socket as soon as the answer is written.
  socket.destroySoon = () => {
    socket.end();
    const patience = setTimeout(() => socket.destroy(), LINGER_MS).unref();
    socket.once('close', () => clearTimeout(patience));
  };
  request.resume();
}
