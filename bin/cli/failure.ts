/** The two ways a command may fail, and nothing else: what a user reads is one line. Never a visitor's data. */

/** Exit status 1: the words were right, it could not be done. */
export class CannotError extends Error {
  override readonly name = 'CannotError';
}

/** Exit status 2: the words or the configuration are wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
