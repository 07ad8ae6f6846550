/** The privacy budgets that a deployment can choose: the total cost allowed per visitor-day. */

export type ProfileName = 'default' | 'strict';

export interface Profile {
  readonly name: ProfileName;
  /** Millionths of rho (zCDP) per visitor-day and site, over every release that contains the day. */
  readonly microrho: number;
}

/** Epsilon 1.997 and .995 at delta 1e-7 for one visitor-day (tight conversion, CKS20 corollary 13). */
export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  default: { name: 'default', microrho: 74_000 },
  strict: { name: 'strict', microrho: 20_000 },
};

/** The delta at which epsilon is reported. */
export const REPORTED_DELTA = 1e-7;
/** Maximum delta that each table with a threshold adds. */
export const THRESHOLD_DELTA = 1e-8;
/** Maximum expected number of empty public cells that a table shows. */
export const FALSE_CELLS = 0.05;
/** Coverage of an interval, with respect to the noise alone. */
export const COVERAGE = 0.95;
