/** Limits of Node's HTTP servers against slow senders. */

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
