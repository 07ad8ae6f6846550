/**
 * What whoever runs a command can cause and mend: its message is one line that says what is wrong, where, and what to
 * do. A class of error that does not extend it is a fault of the program (test/structure/errors.test.ts lists those).
 */

/** The message is shown as it is, so it never holds a stack or anything that a visitor sent. */
export class OperatorError extends Error {
  /** Exit status of the command: 1 where it could not be done, 2 where words or the configuration are wrong. */
  readonly exit: 1 | 2 = 1;
}
