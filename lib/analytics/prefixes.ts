/** Prefixes of the two buckets, by what a reader or a function needs of them. It may not grant anything. */

/** What the views show, in the facts bucket. */
export const FACT_PREFIXES = [
  'facts/*',
  'completeness/*',
  'seals/*',
  'calendar/*',
  'releases/rows/*',
] as const;
/**
 * What runs of the pipeline write while they work, in the arrivals bucket: a seal's hold visitors' rows, a settlement's
 * do not.
 */
export const WORK_PREFIXES = { seal: 'scratch/seal-*', settle: 'scratch/settle-*' } as const;
