/** Warns of days that two imports bring lines of under two salts: their visitors have a key in each. */
import type { ImportState } from './import-state.ts';
import type { TakeBack } from '#core/import/take-back';

export interface DoubledDaysInput {
  readonly states: readonly ImportState[];
  /** The import that runs. */
  readonly own: ImportState;
  readonly takeBack: TakeBack | undefined;
  /** Whether the running import made the salt of a day: an earlier import's is gone then. */
  readonly isNewSalt: (day: string) => boolean;
  readonly note: (text: string) => void;
}

/** Warns once per day that another import has covered under a salt that is gone, unless that is taken back. */
export function warnOfDoubledDays(input: DoubledDaysInput): (day: string) => void {
  const { states, own, takeBack, isNewSalt, note } = input;
  const gone = new Set(takeBack?.logs.map(({ length, hmac }) => `${length} ${hmac}`));
  const before = new Set(
    states
      .filter((state) => state.site === own.site && state.id !== own.id)
      .flatMap(({ wrote, days }) =>
        gone.size === 0 || wrote === undefined
          ? days
          : wrote.filter((log) => !gone.has(`${log.length} ${log.hmac}`)).flatMap((log) => log.days),
      ),
  );
  return (day) => {
    if (before.has(day) && isNewSalt(day))
      note(
        `${day}: another import brought lines of this day, and its salt is gone since (24 hours after it): a visitor in both counts twice, so the day is left out of what is released`,
      );
  };
}
