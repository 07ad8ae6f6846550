/**
 * Errors that whoever runs a command can cause and fix: the message is one line that says what is wrong, where, and
 * what to do. An error class that does not extend this one is a bug in the program (test/structure/errors.test.ts lists
 * those classes).
 */

/** Its message is shown unchanged, so it never holds a stack trace or anything that a visitor sent. */
export class OperatorError extends Error {
  /**
   * Exit status of the command: 1 where the request could not be carried out, 2 where arguments or configuration are
   * wrong.
   */
  readonly exit: 1 | 2 = 1;
}
