/** Days would overlap if the time zone changed between two seals. It may not read what is sealed. */
import { OperatorError } from '../operator-error.ts';

/** The time zone of the configuration is not that of the days already sealed. */
export class TimeZoneChangedError extends OperatorError {
  override readonly name = 'TimeZoneChangedError';
  override readonly exit = 2;

  constructor(configured: string, sealed: string) {
    super(`$.timeZone: ${configured}, but days are sealed in ${sealed}: days would overlap, so set it back`);
  }
}
