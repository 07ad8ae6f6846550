/**
 * What an open connection is used for: counters that each request and answer raises, so that telling an idle connection
 * from a busy one costs a request next to nothing. It may not know what was asked or answered.
 */
import type { Socket } from 'node:net';

/** Idle where as many requests were answered as have begun. */
export interface ConnectionUse {
  requests: number;
  answers: number;
  /** The server's count of requests when the last one began here, or when the connection was made. */
  lastRequest: number;
  /** The server's count of seconds when the connection was made. */
  openedTick: number;
  /** Its last answer was given before the request had come whole: no other request is taken on it. */
  closing: boolean;
}

const uses = new WeakMap<Socket, ConnectionUse>();

/** The counters of a connection; made once, at its beginning or the first time they are asked for. */
export function connectionUse(socket: Socket): ConnectionUse {
  let use = uses.get(socket);
  if (use === undefined)
    uses.set(socket, (use = { requests: 0, answers: 0, lastRequest: 0, openedTick: 0, closing: false }));
  return use;
}
