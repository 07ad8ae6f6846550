/** What keeps a release from being drawn anew. It may not read a file. */
import { OperatorError } from '../operator-error.ts';

/** A release or an entry of the ledger that is lost or cannot be read. */
export class KeptFileError extends OperatorError {
  override readonly name = 'KeptFileError';

  constructor(file: string) {
    super(
      `${file} cannot be read: put it back from a backup (without it, what was released could be drawn and paid again)`,
    );
  }
}
