/**
 * The error of a damaged file in the data folder, with what to do about it. It may not hold anything of the file's
 * contents.
 */
import { OperatorError } from '../operator-error.ts';

export interface Damage {
  readonly file: string;
  /** The problem, as the end of a sentence that begins with the file: `is empty`. */
  readonly reason: string;
}

/** The remedy for damaged files. */
export const REMEDY =
  'put it back from a backup, or give it up as docs/operations.md says under "Damaged files"';

const MAX_LISTED = 3;

/** Describes damaged files in one line. */
function damageSentence(damages: readonly Damage[]): string {
  const listed = damages.slice(0, MAX_LISTED).map(({ file, reason }) => `${file} ${reason}`);
  const more = damages.length > MAX_LISTED ? `; and ${damages.length - MAX_LISTED} more` : '';
  return `${listed.join('; ')}${more}`;
}

/** A file that the command needs is damaged. */
export class DamagedFileError extends OperatorError {
  override readonly name = 'DamagedFileError';
  readonly damages: readonly Damage[];

  constructor(...damages: readonly Damage[]) {
    super(`${damageSentence(damages)}: ${REMEDY}`);
    this.damages = damages;
  }
}
