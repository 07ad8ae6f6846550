/**
 * The analysts' table on AWS: the counts of the inside survey, one row per cell. It may not hold a row per person, nor
 * a cell of fewer than k people.
 */

/** Name of the table, in a database of its own. */
export const SURVEY_COUNTS = 'survey';

/** Key of the one object behind it, in the bucket that has nobody in it; a run replaces it whole. */
export const SURVEY_COUNTS_KEY = 'survey-table/survey.parquet';

/** Columns in their order, with the types that Athena gives them. */
export const SURVEY_COLUMNS = [
  {
    name: 'counted_on',
    type: 'string',
    description: 'Day of the count in the time zone of the register, YYYY-MM-DD; the same in every row.',
  },
  {
    name: 'breakdown',
    type: 'string',
    description:
      'What people are counted by: total, topics, kinds, months, countries, languages, or withdrawn.',
  },
  {
    name: 'value',
    type: 'string',
    description: 'The topic, kind, month (YYYY-MM), country or language; empty for the total.',
  },
  {
    name: 'people',
    type: 'bigint',
    description: 'People who allow market research; for withdrawn, who stopped. k at least.',
  },
] as const;
