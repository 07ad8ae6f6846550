/**
 * Bounds the number of open connections. Near the limit the one that has been idle longest is closed, so that a new one
 * is admitted. It may not know an address.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { connectionUse, type ConnectionUse } from './connection-use.ts';

/** File descriptors reserved for files, DuckDB and child processes, out of those that the process may open. */
const RESERVED_DESCRIPTORS = 96;
/** A connection costs kilobytes of memory. */
const MAX_CONNECTIONS = 10_000;
const MIN_CONNECTIONS = 16;
/** Share of the limit beyond which idle connections are closed. */
const NEAR_SHARE = 0.95;
/** Share of the limit that is closed at once, so that not every new connection scans all. */
const CLOSED_SHARE = 1 / 256;
/** Ticks (seconds) for which healthz still reports that connections were closed or refused. */
const SHORTAGE_TICKS = 10;

/**
 * Sent to clients that were still sending headers when room was needed; Node's own answer to slow clients is as brief.
 */
const NO_ROOM =
  'HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n';

export class Connections {
  /** In order of opening. */
  readonly #open = new Map<Socket, ConnectionUse>();
  readonly #refuseSlowest: () => boolean;
  #server: Server | undefined;
  #limit = MAX_CONNECTIONS;
  #shortageTicks = 0;
  #requests = 0;
  #ticks = 0;

  /** `refuseSlowest` refuses the slowest request in progress, if there is one, and returns whether it did. */
  constructor(refuseSlowest: () => boolean) {
    this.#refuseSlowest = refuseSlowest;
  }

  /** Maximum number of connections. */
  get limit(): number {
    return this.#limit;
  }

  /** Whether the limit is near, or connections were closed or refused because of it a moment ago. */
  get areShort(): boolean {
    return this.#shortageTicks > 0 || this.#isNear;
  }

  /** Tracks a server's connections from now on. */
  watch(server: Server): void {
    this.#server = server;
    server.maxConnections = this.#limit;
    server.on('connection', (socket) => this.#admit(socket));
    server.on('drop', () => this.#noteShortage());
    // The system may have no descriptor left for a connection, whatever the limit: that must not end the process.
    server.on('error', () => this.#noteShortage());
  }

  /** Adjusts the limit to the number of descriptors that the process may open. */
  fitTo(descriptors: number): void {
    this.#limit = Math.max(MIN_CONNECTIONS, Math.min(MAX_CONNECTIONS, descriptors - RESERVED_DESCRIPTORS));
    if (this.#server !== undefined) this.#server.maxConnections = this.#limit;
  }

  /** Records a request on a connection. */
  noteRequest(socket: Socket): void {
    const use = connectionUse(socket);
    use.requests += 1;
    use.lastRequest = this.#requests += 1;
  }

  /** Call it every second. */
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
    let notReading: Socket | undefined;
    for (const [socket, use] of this.#open) {
      if (socket === newcomer || socket.destroyed || use.answers < use.requests) continue;
      if (socket.writableLength === 0) idle.push([socket, use]);
      else notReading ??= socket;
    }
    if (idle.length > 0) {
      idle.sort(([, one], [, other]) => this.#order(one) - this.#order(other));
      for (const [socket, use] of idle.slice(0, Math.ceil(this.#limit * CLOSED_SHARE)))
        this.#close(socket, use.requests === 0 && socket.bytesRead > 0);
      return;
    }
    // Nobody is idle: close a slow sender, else a client that does not read its answer.
    if (!this.#refuseSlowest() && notReading !== undefined) this.#close(notReading, false);
  }

  /** Sort key for closing: a new connection whose request was not read yet is closed last. */
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
