/** Faults at the n-th call of a fake, so that a test can cut a run short anywhere. */

/** The connection broke before the call was done, or after it, with the answer lost. */
export class CutShortError extends Error {
  override readonly name = 'CutShortError';
}

export class Faults {
  /** Calls so far, by their names. */
  readonly calls: string[] = [];
  #at: number | undefined;
  #done = false;

  /** Cuts the `at`-th call from now on short, counted from 1; `done`: after it took effect. */
  cut(at: number, done: boolean): void {
    this.calls.length = 0;
    [this.#at, this.#done] = [at, done];
  }

  never(): void {
    this.calls.length = 0;
    this.#at = undefined;
  }

  async call<T>(name: string, act: () => T | Promise<T>): Promise<T> {
    this.calls.push(name);
    const now = this.calls.length === this.#at;
    if (now && !this.#done) throw new CutShortError(name);
    // An error that was the answer is not heard either.
    const answer = await Promise.resolve().then(act).then((value) => () => value, (error: unknown) => () => { throw error; });
    if (now) throw new CutShortError(name);
    return answer();
  }
}

/** An error as the SDK throws it, by its name. */
export function awsError(name: string): Error {
  return Object.assign(new Error(name), { name });
}
