/**
 * The released table of topics that people allow services to be adapted by, with its sensitivity, noise and cost. It
 * may not see a figure. The unit that is protected is one person and one calendar year, as in the released survey.
 */
import type { StoredTable } from '../../disclosure/stored-release.ts';
import type { Form } from '../form-schema.ts';
import type { Register } from '../parse-register.ts';
import { MAX_TOPICS, specifyTable, type SurveySpec } from '../survey/release-specs.ts';

/** The purpose that the released demand is read for. */
export const CUSTOMIZATION = 'customization';

/** Which table is drawn, with which bound and share. It changes whenever one of these does. */
export const DEMAND_CATALOGUE = 'demand 2026-12-01';

/**
 * Millionths of rho (zCDP) per person and year, beside what the released survey costs: a person who allows both
 * purposes is in both releases, and their rhos add.
 */
export const DEMAND_SHARE = 30_000;

/** The name of the table; `boundedCells` counts it as the topics of the survey, three of a person at most. */
export const TOPICS: StoredTable['name'] = 'topics';

/**
 * Returns the table. Adding or removing a person moves at most three cells by 1 each: at most sqrt(3) in L2, and twice
 * that where a person's registrations change. Its cells are the topics of the forms that offer the purpose, known
 * before anybody registered; undefined where there is none.
 */
export function demandSpec({ forms }: Pick<Register, 'forms'>): SurveySpec | undefined {
  const topics = new Set(
    [...forms.values()]
      .filter(({ purposes }) => purposes.includes(CUSTOMIZATION))
      .flatMap((form) => form.topics.map(({ id }) => id)),
  );
  if (topics.size === 0) return undefined;
  return specifyTable(
    { name: TOPICS, keys: ['topic'], l0: MAX_TOPICS, share: DEMAND_SHARE },
    [...topics].map((topic) => [topic]),
  );
}

/** Returns the name under which each topic's demand is counted: what a form says, else the id. */
export function demandNames(forms: Iterable<Form>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { topics } of forms)
    for (const { id, demand } of topics)
      if (demand !== undefined || !names.has(id)) names.set(id, demand ?? id);
  return names;
}
