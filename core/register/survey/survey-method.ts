/** Describes how a released survey was made, and what it means for one person. It may not hold a figure of people. */
import { rhoOverFigures } from '../../disclosure/compose.ts';
import { COVERAGE, REPORTED_DELTA } from '../../disclosure/profiles.ts';
import type { StoredRelease, StoredTable } from '../../disclosure/stored-release.ts';
import { epsilonOf } from '../../disclosure/zcdp.ts';
import type { SurveyMethod } from '../../report/report.ts';

/** Dividing whole billionths gives the decimal as printed. */
const BILLION = 1e9;
/** Numbers of years in which one person registers for which epsilon is stated. */
const PERSON_YEARS = [1, 2, 5] as const;

/**
 * A person who registers in several years is in a release of each: their rhos add. Every cell is fixed beforehand, so
 * no threshold adds to delta, and each epsilon holds at the same one.
 */
export function surveyMethod({
  catalogue,
  tables,
}: Pick<StoredRelease, 'catalogue' | 'tables'>): SurveyMethod {
  const rho = tables.reduce((sum, table) => sum + nanorhoOf(table), 0) / BILLION;
  return {
    noise: 'discrete Gaussian',
    accounting: 'zCDP',
    coverage: COVERAGE,
    catalogue,
    rho,
    delta: REPORTED_DELTA,
    epsilon: PERSON_YEARS.map((years) => ({
      years,
      epsilon: Math.ceil(epsilonOf(rhoOverFigures(rho, years), REPORTED_DELTA) * 1e4) / 1e4,
    })),
    tables: tables.map((table) => ({
      table: table.name,
      cells_per_person: table.l0,
      sigma: Math.round(Math.sqrt(table.measures[0]?.variance ?? 0) * 10) / 10,
      rho: nanorhoOf(table) / BILLION,
      ...(table.floor > 0 ? { floor: table.floor } : {}),
    })),
  };
}

function nanorhoOf(table: StoredTable): number {
  return table.measures.reduce((sum, { nanorho }) => sum + nanorho, 0);
}
