/** What stops a settlement. It may not hold a value of a row. */
import { OperatorError } from '../operator-error.ts';

/** Sums would change by settling; nothing was replaced. The message holds names only. */
export class SettleMismatchError extends OperatorError {
  override readonly name = 'SettleMismatchError';

  constructor(site: string, month: string, facts: readonly string[]) {
    super(`${site} ${month}: the sums of ${facts.join(', ')} would not stay what they are`);
  }
}
