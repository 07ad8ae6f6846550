/** The two ways a command may fail, and nothing else: what a user reads is one line. Never a visitor's data. */
import { OperatorError } from '../operator-error.ts';

/** Exit status 1: the words were right, it could not be done. */
export class CannotError extends OperatorError {
  override readonly name = 'CannotError';
}

/** Exit status 2: the words or the configuration are wrong. */
export class UsageError extends OperatorError {
  override readonly name = 'UsageError';
  override readonly exit = 2;
}
