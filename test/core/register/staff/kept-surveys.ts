/** Released surveys that are kept in memory. */
import type { StaffFiles } from '#core/register/staff/staff-context';

/** Returns the part of the files of staff that keeps surveys; they stand in the map. */
export function keptSurveys(kept = new Map<string, string>()): Pick<StaffFiles, 'readSurvey' | 'keepSurvey'> {
  return {
    readSurvey: async (year) => kept.get(year),
    keepSurvey: async (year, draw) => {
      const survey = kept.get(year) ?? draw();
      kept.set(year, survey);
      return survey;
    },
  };
}
