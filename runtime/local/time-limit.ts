/**
 * Adds a time limit to a promise: nothing in the server waits for a disk, a child process or a peer without one. The
 * work itself is not cancelled.
 */

/** Thrown when the time limit has passed. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

/** Settles as `work` does, or rejects with a TimeLimitError after `limitMs`; a later result of `work` is ignored. */
export function withinTimeLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new TimeLimitError(`not done within ${limitMs} milliseconds`)),
      limitMs,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
