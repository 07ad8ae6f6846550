/**
 * Counts requests and answers per open connection, so that telling idle connections from busy ones costs next to
 * nothing per request.
 */
import type { Socket } from 'node:net';

/** A connection is idle when all its requests were answered. */
export interface ConnectionUse {
  requests: number;
  answers: number;
  /** The server's total number of requests when the last one started here, or when the connection was opened. */
  lastRequest: number;
  /** The server's tick when the connection was opened. */
  openedTick: number;
  /** Its last answer was sent before the whole request had arrived: no further request is accepted on it. */
  closing: boolean;
}

const uses = new WeakMap<Socket, ConnectionUse>();

/** Returns the counters of a connection, and creates them on first use. */
export function connectionUse(socket: Socket): ConnectionUse {
  let use = uses.get(socket);
  if (use === undefined)
    uses.set(socket, (use = { requests: 0, answers: 0, lastRequest: 0, openedTick: 0, closing: false }));
  return use;
}
