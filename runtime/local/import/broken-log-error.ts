/** Thrown for a log that contradicts its first bytes, ends too early, or is no log. */
import { OperatorError } from '#core/operator-error';

/** Its message continues a sentence that begins with the name of the log. */
export class BrokenLogError extends OperatorError {
  override readonly name = 'BrokenLogError';
}

/** Thrown for a file that is no log of a known format at all. */
export class NoLogError extends BrokenLogError {}
