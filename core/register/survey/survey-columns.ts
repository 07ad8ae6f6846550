/**
 * The analysts' table on AWS: the counts of the inside survey, one row per cell. It may not hold a row per person, nor
 * a cell of fewer than k people.
 */

/** Name of the table, in a database of its own. */
export const SURVEY_TABLE = 'survey';

/** Where its objects lie, one for each month, in the bucket that has nobody in it. */
export const SURVEY_PREFIX = 'survey-table';

/** Columns in the order of the files, with the types that Athena gives them. */
export const SURVEY_COLUMNS = [
  {
    // `table` is a reserved word of Athena.
    name: 'breakdown',
    type: 'string',
    description: 'What people are counted in: total, topics, kinds, months, countries, languages, withdrawn.',
  },
  {
    name: 'dimension',
    type: 'string',
    description: 'What the breakdown is by, as topic; all for the total.',
  },
  {
    name: 'value',
    type: 'string',
    description: 'The topic, kind, month, country or language; all for the total.',
  },
  {
    name: 'month',
    type: 'string',
    description: 'Month in which it was counted, YYYY-MM: of each month the last count is kept.',
  },
  {
    name: 'people',
    type: 'bigint',
    description: 'People who allow market research, at least k; in withdrawn, who stopped in that month.',
  },
] as const;
