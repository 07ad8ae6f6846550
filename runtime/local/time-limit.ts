/**
 * A wait with an end: nothing in the server waits for a disk, a child or a peer without one. It does not end the work
 * itself.
 */

/** What was waited for did not come in time. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

/** Settles as `work` does, or rejects with a TimeLimitError after `limitMs`; what `work` does later is nobody's. */
export function withinTimeLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new TimeLimitError(`not done within ${limitMs} milliseconds`)),
      limitMs,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
