/** The error that prevents a second draw of a release. */
import { OperatorError } from '../operator-error.ts';

/** A release or a ledger entry is lost or unreadable. */
export class KeptFileError extends OperatorError {
  override readonly name = 'KeptFileError';

  constructor(file: string) {
    super(
      `${file} cannot be read: put it back from a backup (without it, what was released could be drawn and paid again)`,
    );
  }
}
