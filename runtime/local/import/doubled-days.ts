/** Warns of days that two imports bring lines of: their visitors have a key in each. */
import type { ImportState } from './import-state.ts';
import type { TakeBack } from '#core/import/take-back';

/** Warns once per day that another import has already covered, unless that is taken back. */
export function warnOfDoubledDays(
  states: readonly ImportState[],
  own: ImportState,
  takeBack: TakeBack | undefined,
  note: (text: string) => void,
): (day: string) => void {
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
    if (before.has(day))
      note(`${day}: another import has already brought lines of this day; a visitor in both counts twice`);
  };
}
