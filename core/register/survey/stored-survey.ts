/** A released survey as it is kept: what was drawn, once, for one year. It may not hold an exact figure. */
import { discreteGaussian } from '../../disclosure/discrete-gaussian.ts';
import { drawTable } from '../../disclosure/draw-table.ts';
import { FIXED_LISTS_VERSION } from '../../disclosure/fixed-lists.ts';
import type { RandomBits } from '../../disclosure/random-bits.ts';
import { isStoredRelease, type StoredRelease } from '../../disclosure/stored-release.ts';
import { daysIn } from '../../report/period.ts';
import { OperatorError } from '../../operator-error.ts';
import { boundedRows } from './bounded-counts.ts';
import { MAX_TOPICS, SURVEY_CATALOGUE, type SurveySpec } from './release-specs.ts';
import type { Respondent } from './respondent.ts';
import { REGISTER } from './survey-tables.ts';

/** A kept survey cannot be read: drawing again would give a second look at the same people. */
export class KeptSurveyError extends OperatorError {
  override readonly name = 'KeptSurveyError';
}

/** The year, YYYY, and the day of the draw in the register's zone. */
export interface SurveyDraw extends Pick<StoredRelease, 'timeZone' | 'drawnOn'> {
  readonly year: string;
  /** What is drawn. @default the survey */
  readonly catalogue?: string;
}

/** Draws the noise of every cell anew; what it returns is kept before anybody sees it. */
export function drawSurvey(
  { year, timeZone, drawnOn, catalogue = SURVEY_CATALOGUE }: SurveyDraw,
  specs: readonly SurveySpec[],
  respondents: readonly Respondent[],
  { bits, sha256 }: { readonly bits: RandomBits; readonly sha256: (bytes: Uint8Array) => string },
): StoredRelease {
  return {
    site: REGISTER,
    period: year,
    // Of the two levels the one whose tables are drawn once for all their days.
    level: 'month',
    days: daysIn({ from: `${year}-01-01`, to: `${year}-12-31` }),
    timeZone,
    catalogue,
    lists: FIXED_LISTS_VERSION,
    profile: 'default',
    bounds: { topics_of_a_person: MAX_TOPICS },
    drawnOn,
    tables: specs.map(({ spec, cells }) =>
      drawTable(spec, boundedRows(spec.name, spec.keys, respondents, sha256), cells, (variance) =>
        discreteGaussian(variance, bits),
      ),
    ),
  };
}

/**
 * Parses a kept survey, or another release that is kept beside it under a name of its own. Throws a KeptSurveyError
 * where the text is none of that year.
 */
export function parseStoredSurvey(text: string, year: string, name = year): StoredRelease {
  const json = parse(text);
  if (isStoredRelease(json) && (json as StoredRelease).period === year) return json as StoredRelease;
  throw new KeptSurveyError(
    `the kept survey/${name}.json is damaged, and it is not drawn again: put it back from a backup`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
