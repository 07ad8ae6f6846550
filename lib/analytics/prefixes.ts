/** Prefixes of the two buckets, grouped by their readers and writers. */

/** Prefixes behind the views, in the facts bucket. */
export const FACT_PREFIXES = [
  'facts/*',
  'completeness/*',
  'seals/*',
  'calendar/*',
  'releases/rows/*',
] as const;
/**
 * Prefixes where runs of the pipeline write intermediate rows, in the arrivals bucket: those of a seal contain
 * visitors' rows, those of a settlement do not.
 */
export const WORK_PREFIXES = { seal: 'scratch/seal-*', settle: 'scratch/settle-*' } as const;
