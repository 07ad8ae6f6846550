/** The two ways in which a command fails. Users read the message as one line, so it never holds a visitor's data. */
import { OperatorError } from '../operator-error.ts';

/** The request was valid but could not be carried out. Exit status 1. */
export class CannotError extends OperatorError {
  override readonly name = 'CannotError';
}

/** The arguments or the configuration are wrong. Exit status 2. */
export class UsageError extends OperatorError {
  override readonly name = 'UsageError';
  override readonly exit = 2;
}
