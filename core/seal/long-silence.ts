/** Guards against a wrong clock: refuses a seal, without an explicit day, of a long period in which nothing arrived. */
import { OperatorError } from '../operator-error.ts';
import { addDays } from '../time/zone.ts';
import type { ArrivalPart } from './arrival-part.ts';
import type { DayToSeal } from './plan-seals.ts';

/** Maximum number of consecutive days without arrivals that are sealed without confirmation. */
export const MAX_SILENT_DAYS = 31;

/** Too many consecutive days have no arrivals; the message names them and says what to do. */
export class LongSilenceError extends OperatorError {
  override readonly name = 'LongSilenceError';

  constructor(silence: readonly string[], last: string) {
    const [from, to] = [silence[0] ?? '', silence.at(-1) ?? ''];
    super(
      `nothing was sealed: ${silence.length} days in a row, ${from} to ${to}, have no arrivals. Check the clock. If it is right, seal them with --through ${last}; if not, correct it, or seal the days before them with --through ${addDays(from, -1)}`,
    );
  }
}

/**
 * Throws a LongSilenceError where more than MAX_SILENT_DAYS consecutive days would be sealed without arrivals. `days`
 * are in order.
 */
export function refuseLongSilence(days: readonly DayToSeal[], parts: readonly ArrivalPart[]): void {
  const arrived = new Set(parts.map((part) => part.day));
  let silence: string[] = [];
  for (const { day } of days) {
    const follows = silence.length === 0 || day === addDays(silence.at(-1) ?? day, 1);
    silence = arrived.has(day) ? [] : [...(follows ? silence : []), day];
    if (silence.length > MAX_SILENT_DAYS) break;
  }
  if (silence.length <= MAX_SILENT_DAYS) return;
  const [first = ''] = silence;
  const until = days.findIndex(({ day }) => day > first && arrived.has(day));
  const all = days.slice(0, until === -1 ? undefined : until).filter(({ day }) => day >= first);
  throw new LongSilenceError(
    all.map(({ day }) => day),
    days.at(-1)?.day ?? first,
  );
}
