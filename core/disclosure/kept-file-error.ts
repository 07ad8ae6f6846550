/** The error that prevents a second draw of a release. */
import { OperatorError } from '../operator-error.ts';

/** A release, a ledger entry, a decision about names, or the names listed at a seal are lost or unreadable. */
export class KeptFileError extends OperatorError {
  override readonly name = 'KeptFileError';

  constructor(file: string, why = 'what was released could be drawn and paid again') {
    super(`${file} cannot be read: put it back from a backup (without it, ${why})`);
  }
}
