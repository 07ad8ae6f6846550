/**
 * Describes how a released report was made: noise, cost, thresholds, and what they mean for one person. It may not hold
 * a figure of the site.
 */
import { compose } from '../disclosure/compose.ts';
import { personLoss } from '../disclosure/person-loss.ts';
import { COVERAGE, REPORTED_DELTA } from '../disclosure/profiles.ts';
import { sumReleaseCost, sumReleaseDelta, type StoredRelease } from '../disclosure/stored-release.ts';
import type { ReleaseMethod } from './report.ts';

/** Costs are stored as whole billionths; dividing them gives the decimal as printed, which multiplying would not. */
const BILLION = 1e9;
/** Numbers of days of one person for which epsilon and delta are reported. */
export const PERSON_DAYS = [1, 2, 7, 30] as const;

/**
 * Describes the releases from which a report's figures come. `leftOut` names the tables that are not released;
 * `compared` are the releases of the period it is compared with.
 */
export function releaseMethod(
  releases: readonly StoredRelease[],
  leftOut: readonly string[],
  compared: readonly StoredRelease[] = [],
): ReleaseMethod {
  const level = (name: StoredRelease['level']) => releases.filter((release) => release.level === name);
  const most = (name: StoredRelease['level']) => Math.max(0, ...level(name).map(sumReleaseCost));
  const [day, month] = [most('day'), most('month')];
  const rho = {
    day: day / BILLION,
    month: month / BILLION,
    total:
      compose([
        { rho: day, delta: 0 },
        { rho: month, delta: 0 },
      ]).rho / BILLION,
  };
  return {
    noise: 'discrete Gaussian',
    accounting: 'zCDP',
    coverage: COVERAGE,
    catalogue: distinct([...releases, ...compared].map((release) => release.catalogue)),
    profile: distinct(releases.map((release) => release.profile)),
    rho,
    delta: REPORTED_DELTA,
    threshold_delta: Math.max(0, ...releases.map(sumReleaseDelta)),
    epsilon: PERSON_DAYS.map((days) => personLoss(releases, days)),
    tables: [...level('day').slice(-1), ...level('month').slice(-1)].flatMap((release) =>
      release.tables.flatMap((table) =>
        table.measures.map((measure, index) => ({
          table: table.name,
          measure: measure.name,
          sigma: Math.round(Math.sqrt(measure.variance) * 10) / 10,
          rho: measure.nanorho / BILLION,
          ...(index === 0 && table.threshold !== undefined ? { threshold: table.threshold.least } : {}),
          ...(index === 0 && table.floor > 0 ? { floor: table.floor } : {}),
        })),
      ),
    ),
    left_out: leftOut,
  };
}

const distinct = (words: readonly string[]) => [...new Set(words)].toSorted();
