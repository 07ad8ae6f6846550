/** The function's time is nearly up: the run is recorded and goes on at the next tick. No fault. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';

  constructor() {
    super('the time of this invocation is up; the run goes on at the next tick');
  }
}
