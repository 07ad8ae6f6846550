/** What a seal tells of each site and day. It may not hold more than counts. */

/** Outcomes of one sealed site and day; `received` is their sum. */
export interface SealedDay {
  readonly site: string;
  readonly day: string;
  readonly outcomes: Readonly<Record<string, number>>;
}

/** Rows with `site`, `outcome` and `items` added up, one for each site. */
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
