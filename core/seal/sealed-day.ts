/** The counts that a seal reports for each site and day. */

/** The outcomes of one sealed site and day; `received` is their sum. */
export interface SealedDay {
  readonly site: string;
  readonly day: string;
  readonly outcomes: Readonly<Record<string, number>>;
}

/** Adds up rows with `site`, `outcome` and `items`, one result per site. */
export function sealedDays(
  day: string,
  sites: readonly string[],
  rows: readonly { readonly site: string; readonly outcome: string; readonly items: number }[],
): readonly SealedDay[] {
  return sites.map((site) => {
    const outcomes: Record<string, number> = {};
    for (const row of rows)
      if (row.site === site) outcomes[row.outcome] = (outcomes[row.outcome] ?? 0) + row.items;
    return { site, day, outcomes };
  });
}
