/** Prefixes of the two buckets, by what a reader or a function needs of them. It may not grant anything. */

/** What the views show, in the facts bucket. */
export const FACT_PREFIXES = ['facts/*', 'completeness/*', 'seals/*', 'calendar/*', 'releases/rows/*'] as const;
/** What a run of the pipeline writes while it works, in the arrivals bucket. */
export const WORK_PREFIXES = ['scratch/*', 'results/*'] as const;
