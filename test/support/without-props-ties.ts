/**
 * Rows without copies that differ only in their properties: a view of the day under way may count any of these
 * (queries/live/events.sql).
 */
import type { ArrivalRow } from '#core/event/fields';

/** Drops rows that differ from an earlier one in `props` only. */
export function withoutPropsTies<Row extends ArrivalRow>(rows: readonly Row[]): readonly Row[] {
  const seen = new Map<string, string>();
  return rows.filter(({ props, ...row }) => {
    const [key, text] = [JSON.stringify(row), JSON.stringify(props)];
    const first = seen.get(key);
    if (first === undefined) seen.set(key, text);
    return first === undefined || first === text;
  });
}
