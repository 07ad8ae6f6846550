/**
 * The open connections, a most of them, and which is closed where the limit nears: the one that has been idle longest,
 * so that whoever comes next is let in. It may not know an address.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { connectionUse, type ConnectionUse } from './connection-use.ts';

/** Descriptors kept for files, DuckDB and child processes, of those that the process may open. */
const KEPT = 96;
/** A connection costs kilobytes. */
const MOST = 10_000;
const LEAST = 16;
/** Of the limit: connections beyond it make others be closed. */
const NEAR_SHARE = 0.95;
/** Of the limit: so many are closed at once, so that not every new connection looks through all. */
const CLOSED_SHARE = 1 / 256;
/** Looks, one a second, for which healthz still tells of connections that were closed or turned away. */
const TOLD_TICKS = 10;

/**
 * Written to who was still sending headers when room was needed; Node's own words for one that is too slow are as bare.
 */
const NO_ROOM =
  'HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n';

export class Connections {
  /** In the order in which they were made. */
  readonly #open = new Map<Socket, ConnectionUse>();
  readonly #refuseSlowest: () => boolean;
  #server: Server | undefined;
  #most = MOST;
  #told = 0;
  #requests = 0;
  #ticks = 0;

  /** `refuseSlowest` refuses a request under way, where there is one that is slow, and says whether it did. */
  constructor(refuseSlowest: () => boolean) {
    this.#refuseSlowest = refuseSlowest;
  }

  /** How many there may be. */
  get most(): number {
    return this.#most;
  }

  /** Whether the limit is near, or connections were closed or turned away for it a moment ago. */
  get areShort(): boolean {
    return this.#told > 0 || this.#isNear;
  }

  /** Keeps count of a server's connections from now on. */
  watch(server: Server): void {
    this.#server = server;
    server.maxConnections = this.#most;
    server.on('connection', (socket) => this.#admit(socket));
    server.on('drop', () => this.#turnedAway());
    // The system may have no descriptor left for a connection, whatever the limit says: that ends nothing.
    server.on('error', () => this.#turnedAway());
  }

  /** Fits the limit to the descriptors that the process may open. */
  fit(descriptors: number): void {
    this.#most = Math.max(LEAST, Math.min(MOST, descriptors - KEPT));
    if (this.#server !== undefined) this.#server.maxConnections = this.#most;
  }

  /** A request has come on a connection. */
  began(socket: Socket): void {
    const use = connectionUse(socket);
    use.begun += 1;
    use.last = this.#requests += 1;
  }

  /** To be called every second. */
  tick(): void {
    this.#ticks += 1;
    this.#told = this.#isNear ? TOLD_TICKS : Math.max(0, this.#told - 1);
  }

  get #isNear(): boolean {
    return this.#open.size > this.#most * NEAR_SHARE;
  }

  #admit(socket: Socket): void {
    const use = connectionUse(socket);
    use.last = this.#requests;
    use.madeTick = this.#ticks;
    this.#open.set(socket, use);
    socket.once('close', () => this.#open.delete(socket));
    if (this.#isNear) this.#makeRoom(socket);
  }

  #makeRoom(newcomer: Socket): void {
    this.#turnedAway();
    const idle: [Socket, ConnectionUse][] = [];
    let unread: Socket | undefined;
    for (const [socket, use] of this.#open) {
      if (socket === newcomer || socket.destroyed || use.answered < use.begun) continue;
      if (socket.writableLength === 0) idle.push([socket, use]);
      else unread ??= socket;
    }
    if (idle.length > 0) {
      idle.sort(([, one], [, other]) => this.#order(one) - this.#order(other));
      for (const [socket, use] of idle.slice(0, Math.ceil(this.#most * CLOSED_SHARE)))
        this.#close(socket, use.begun === 0 && socket.bytesRead > 0);
      return;
    }
    // Nobody is idle: who sends slowly goes, else who does not read the answer.
    if (!this.#refuseSlowest() && unread !== undefined) this.#close(unread, false);
  }

  /** Whoever has just come and whose request was not read yet is closed last. */
  #order(use: ConnectionUse): number {
    const isFresh = use.begun === 0 && use.madeTick >= this.#ticks - 1;
    return isFresh ? Number.MAX_SAFE_INTEGER : use.last;
  }

  #close(socket: Socket, tell: boolean): void {
    this.#open.delete(socket);
    if (!tell) return void socket.destroy();
    socket.write(NO_ROOM);
    socket.destroySoon();
  }

  #turnedAway(): void {
    this.#told = TOLD_TICKS;
  }
}
