/**
 * The counts of the survey as a table that analysts query: what the inside report shows, with its small cells left out,
 * and no row about a person.
 */
import { parquetWriteBuffer } from 'hyparquet-writer';
import { SURVEY_COLUMNS, SURVEY_PREFIX } from '#core/register/survey/survey-columns';
import type { surveyInside } from '#core/register/survey/survey-inside';

type Survey = Awaited<ReturnType<typeof surveyInside>>;

export interface SurveyRow {
  readonly breakdown: string;
  readonly dimension: string;
  readonly value: string;
  readonly month: string;
  readonly people: number;
}

/** Returns the rows of a survey. */
export function surveyRows({ tables, to }: Pick<Survey, 'tables' | 'to'>): readonly SurveyRow[] {
  return tables.flatMap(({ name, columns, rows }) => {
    const at = columns.findIndex((column) => column.name === 'people');
    const isTotal = at === 0;
    return rows.map((row) => ({
      breakdown: name,
      dimension: isTotal ? 'all' : (columns[0]?.name ?? 'all'),
      value: isTotal ? 'all' : String(row[0]),
      month: to.slice(0, 7),
      people: Number(row[at]),
    }));
  });
}

/** Returns the key of a month's object. */
export const surveyKey = (month: string): string => `${SURVEY_PREFIX}/${month}.parquet`;

/** Writes rows as one Parquet file. */
export function surveyParquet(rows: readonly SurveyRow[]): Uint8Array {
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: SURVEY_COLUMNS.map(({ name, type }) =>
        type === 'bigint'
          ? { name, type: 'INT64', data: rows.map((row) => BigInt(row[name])) }
          : { name, type: 'STRING', data: rows.map((row) => row[name]) },
      ),
    }),
  );
}
