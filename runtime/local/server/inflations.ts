/**
 * Gzip bodies on their way to plain ones: few at a time, since each may take 1 MiB and a thread that the journal wants
 * too, and the connections in turn, so that one that pipelines many keeps no other waiting. It may not look into them.
 */
import type { Socket } from 'node:net';
import { gunzip } from 'node:zlib';
import { MAX_BODY_BYTES } from '#core/collect/collect';

/** `unreadable`: it says gzip and is none. */
export type InflateCallback = (fault: 'too_large' | 'unreadable' | undefined, body: Uint8Array) => void;

interface QueuedBody {
  readonly raw: Uint8Array;
  /** Called when its turn has come; false where it was given up meanwhile. */
  readonly begin: () => boolean;
  readonly callback: InflateCallback;
}

/** Of the four threads that Node has for files and compression. */
const MAX_CONCURRENT = 2;
const EMPTY = new Uint8Array(0);

export class Inflations {
  /** By connection, in the order of their turns. */
  readonly #waiting = new Map<Socket, QueuedBody[]>();
  #running = 0;

  /** Inflates a body in its turn and calls back once; not at all where `begin` says that nobody wants it any more. */
  inflate(socket: Socket, raw: Uint8Array, begin: () => boolean, callback: InflateCallback): void {
    const queue = this.#waiting.get(socket);
    const one = { raw, begin, callback };
    if (queue === undefined) this.#waiting.set(socket, [one]);
    else queue.push(one);
    this.#next();
  }

  #next(): void {
    while (this.#running < MAX_CONCURRENT) {
      const one = this.#take();
      if (one === undefined) return;
      if (!one.begin()) continue;
      this.#running += 1;
      gunzip(one.raw, { maxOutputLength: MAX_BODY_BYTES }, (error, body) => {
        this.#running -= 1;
        this.#next();
        if (error === null) one.callback(undefined, body);
        else
          one.callback(
            (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'unreadable',
            EMPTY,
          );
      });
    }
  }

  /** The next of the connection whose turn it is, which then goes behind the others. */
  #take(): QueuedBody | undefined {
    for (const [socket, queue] of this.#waiting) {
      this.#waiting.delete(socket);
      const one = queue.shift();
      if (queue.length > 0) this.#waiting.set(socket, queue);
      return one;
    }
    return undefined;
  }
}
