/**
 * The open connections, a most of them, and which is closed where the limit nears: the one that has been idle longest,
 * so that whoever comes next is let in. It may not know an address.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { connectionUse, type ConnectionUse } from './connection-use.ts';

/** Descriptors kept for files, DuckDB and child processes, of those that the process may open. */
const RESERVED_DESCRIPTORS = 96;
/** A connection costs kilobytes. */
const MAX_CONNECTIONS = 10_000;
const MIN_CONNECTIONS = 16;
/** Of the limit: connections beyond it make others be closed. */
const NEAR_SHARE = 0.95;
/** Of the limit: so many are closed at once, so that not every new connection looks through all. */
const CLOSED_SHARE = 1 / 256;
/** Looks, one a second, for which healthz still tells of connections that were closed or turned away. */
const SHORTAGE_TICKS = 10;

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
  #limit = MAX_CONNECTIONS;
  #shortageTicks = 0;
  #requests = 0;
  #ticks = 0;

  /** `refuseSlowest` refuses a request under way, where there is one that is slow, and says whether it did. */
  constructor(refuseSlowest: () => boolean) {
    this.#refuseSlowest = refuseSlowest;
  }

  /** How many there may be. */
  get limit(): number {
    return this.#limit;
  }

  /** Whether the limit is near, or connections were closed or turned away for it a moment ago. */
  get areShort(): boolean {
    return this.#shortageTicks > 0 || this.#isNear;
  }

  /** Keeps count of a server's connections from now on. */
  watch(server: Server): void {
    this.#server = server;
    server.maxConnections = this.#limit;
    server.on('connection', (socket) => this.#admit(socket));
    server.on('drop', () => this.#noteShortage());
    // The system may have no descriptor left for a connection, whatever the limit says: that ends nothing.
    server.on('error', () => this.#noteShortage());
  }

  /** Fits the limit to the descriptors that the process may open. */
  fitTo(descriptors: number): void {
    this.#limit = Math.max(MIN_CONNECTIONS, Math.min(MAX_CONNECTIONS, descriptors - RESERVED_DESCRIPTORS));
    if (this.#server !== undefined) this.#server.maxConnections = this.#limit;
  }

  /** A request has come on a connection. */
  noteRequest(socket: Socket): void {
    const use = connectionUse(socket);
    use.requests += 1;
    use.lastRequest = this.#requests += 1;
  }

  /** To be called every second. */
  tick(): void {
    this.#ticks += 1;
    this.#shortageTicks = this.#isNear ? SHORTAGE_TICKS : Math.max(0, this.#shortageTicks - 1);
  }

  get #isNear(): boolean {
    return this.#open.size > this.#limit * NEAR_SHARE;
  }

  #admit(socket: Socket): void {
    const use = connectionUse(socket);
    use.lastRequest = this.#requests;
    use.openedTick = this.#ticks;
    this.#open.set(socket, use);
    socket.once('close', () => this.#open.delete(socket));
    if (this.#isNear) this.#makeRoom(socket);
  }

  #makeRoom(newcomer: Socket): void {
    this.#noteShortage();
    const idle: [Socket, ConnectionUse][] = [];
    let unread: Socket | undefined;
    for (const [socket, use] of this.#open) {
      if (socket === newcomer || socket.destroyed || use.answers < use.requests) continue;
      if (socket.writableLength === 0) idle.push([socket, use]);
      else unread ??= socket;
    }
    if (idle.length > 0) {
      idle.sort(([, one], [, other]) => this.#order(one) - this.#order(other));
      for (const [socket, use] of idle.slice(0, Math.ceil(this.#limit * CLOSED_SHARE)))
        this.#close(socket, use.requests === 0 && socket.bytesRead > 0);
      return;
    }
    // Nobody is idle: who sends slowly goes, else who does not read the answer.
    if (!this.#refuseSlowest() && unread !== undefined) this.#close(unread, false);
  }

  /** Whoever has just come and whose request was not read yet is closed last. */
  #order(use: ConnectionUse): number {
    const isFresh = use.requests === 0 && use.openedTick >= this.#ticks - 1;
    return isFresh ? Number.MAX_SAFE_INTEGER : use.lastRequest;
  }

  #close(socket: Socket, notify: boolean): void {
    this.#open.delete(socket);
    if (!notify) return void socket.destroy();
    socket.write(NO_ROOM);
    socket.destroySoon();
  }

  #noteShortage(): void {
    this.#shortageTicks = SHORTAGE_TICKS;
  }
}
