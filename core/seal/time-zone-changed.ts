/** The error of a time zone that changed between two seals: days would overlap. */
import { OperatorError } from '../operator-error.ts';

/** The configured time zone differs from that of the days already sealed. */
export class TimeZoneChangedError extends OperatorError {
  override readonly name = 'TimeZoneChangedError';
  override readonly exit = 2;

  constructor(configured: string, sealed: string) {
    super(`$.timeZone: ${configured}, but days are sealed in ${sealed}: days would overlap, so set it back`);
  }
}
