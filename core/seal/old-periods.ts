/** Selects the sealed periods that are past the retention of facts. */

/**
 * Returns the days that lie before `limit` and were sealed before it, and the months without a remaining day: rows
 * merged into a month are deleted with its last day.
 */
export function oldPeriods(
  sealed: readonly { readonly period: string; readonly sealedOn: string }[],
  limit: string,
): readonly string[] {
  const isOld = (period: string, sealedOn: string) => period < limit && sealedOn < limit;
  const days = sealed.filter((row) => row.period.length === 10);
  const old = days.filter((row) => isOld(row.period, row.sealedOn)).map((row) => row.period);
  const left = new Set(
    days
      .map((row) => row.period)
      .filter((day) => !old.includes(day))
      .map((day) => day.slice(0, 7)),
  );
  // In the order of text, the 31st of any month precedes the first of the next.
  const months = sealed
    .filter(
      (row) => row.period.length === 7 && isOld(`${row.period}-31`, row.sealedOn) && !left.has(row.period),
    )
    .map((row) => row.period);
  return [...months, ...old];
}

/** Returns the last seal of each period, since the sites of one day may be sealed on different days. */
export function findLastSeals(
  rows: readonly { readonly period: string; readonly sealed_on: string }[],
): readonly { readonly period: string; readonly sealedOn: string }[] {
  const last = new Map<string, string>();
  for (const { period, sealed_on: on } of rows)
    last.set(period, on > (last.get(period) ?? '') ? on : (last.get(period) ?? ''));
  return [...last].map(([period, sealedOn]) => ({ period, sealedOn }));
}
