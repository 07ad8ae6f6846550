/** How much one visitor-day may cost in all: the budgets that a deployment can choose. It may not know a table. */

export type ProfileName = 'default' | 'strict';

export interface Profile {
  readonly name: ProfileName;
  /** Millionths of rho (zCDP) per visitor-day and site, over every release that the day enters. */
  readonly microrho: number;
}

/** Epsilon 1.997 and .995 at delta 1e-7 for one visitor-day (tight conversion, CKS20 corollary 13). */
export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  default: { name: 'default', microrho: 74_000 },
  strict: { name: 'strict', microrho: 20_000 },
};

/** At which delta epsilon is printed. */
export const PRINTED_DELTA = 1e-7;
/** What each table with a threshold adds to delta at most. */
export const THRESHOLD_DELTA = 1e-8;
/** Truly empty public cells that a table shows, on average, at most. */
export const FALSE_CELLS = 0.05;
/** What an interval covers: the noise alone. */
export const COVERAGE = 0.95;
