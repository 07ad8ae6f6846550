/**
 * Inflates gzip bodies. Few at a time, since each may take 1 MiB and a thread that the journal needs too; and
 * round-robin over connections, so that one that pipelines many does not delay the others.
 */
import type { Socket } from 'node:net';
import { gunzip } from 'node:zlib';
import { MAX_BODY_BYTES } from '#core/collect/collect';

/** `unreadable`: the body claims to be gzip and is not. */
export type InflateCallback = (fault: 'too_large' | 'unreadable' | undefined, body: Uint8Array) => void;

interface QueuedBody {
  readonly raw: Uint8Array;
  /** Called when its turn has come; false if the request was aborted meanwhile. */
  readonly begin: () => boolean;
  readonly callback: InflateCallback;
}

/** Out of the four threads that Node has for files and compression. */
const MAX_CONCURRENT = 2;
const EMPTY = new Uint8Array(0);

export class Inflations {
  /** Queues by connection, in the order of their turns. */
  readonly #waiting = new Map<Socket, QueuedBody[]>();
  #running = 0;

  /** Inflates a body in its turn and calls back once, or not at all where `begin` returns false. */
  inflate(socket: Socket, raw: Uint8Array, begin: () => boolean, callback: InflateCallback): void {
    const queue = this.#waiting.get(socket);
    const job = { raw, begin, callback };
    if (queue === undefined) this.#waiting.set(socket, [job]);
    else queue.push(job);
    this.#next();
  }

  #next(): void {
    while (this.#running < MAX_CONCURRENT) {
      const job = this.#take();
      if (job === undefined) return;
      if (!job.begin()) continue;
      this.#running += 1;
      gunzip(job.raw, { maxOutputLength: MAX_BODY_BYTES }, (error, body) => {
        this.#running -= 1;
        this.#next();
        if (error === null) job.callback(undefined, body);
        else
          job.callback(
            (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'unreadable',
            EMPTY,
          );
      });
    }
  }

  /** Takes the next body of the connection whose turn it is, and moves that connection behind the others. */
  #take(): QueuedBody | undefined {
    for (const [socket, queue] of this.#waiting) {
      this.#waiting.delete(socket);
      const job = queue.shift();
      if (queue.length > 0) this.#waiting.set(socket, queue);
      return job;
    }
    return undefined;
  }
}
