/** The tables of the survey: their columns and what each counts of a person. It may not hold a figure. */
import type { ColumnDefinition, TableDefinition } from '../../report/definition.ts';
import { key } from '../../report/definition.ts';
import type { Respondent } from './respondent.ts';

/** The part of a report's declaration that needs neither a query nor a page. */
export interface SurveyTable extends Pick<TableDefinition, 'name' | 'title' | 'order' | 'columns'> {
  /** The cells that a person is counted in, each once. */
  readonly cellsOf: (one: Respondent) => readonly string[];
}

/** The name of the report, and of its reading in the record. */
export const SURVEY = 'survey';
/** What stands where other reports have their site. */
export const REGISTER = 'register';

export const PEOPLE: ColumnDefinition = {
  name: 'people',
  type: 'count',
  unit: 'people',
  label: 'People',
  role: 'figure',
};

/** Share of all who allow market research; released tables have none. */
export const SHARE_OF_PEOPLE: ColumnDefinition = {
  name: 'share',
  type: 'percent',
  unit: '%',
  label: 'Share of people',
  role: 'figure',
  quotient: { numerator: 'people', denominator: '$people', scale: 100 },
};

const table = (
  name: string,
  title: string,
  column: ColumnDefinition,
  cellsOf: SurveyTable['cellsOf'],
  order: SurveyTable['order'] = 'ranked',
): SurveyTable => ({ name, title, order, columns: [column, PEOPLE, SHARE_OF_PEOPLE], cellsOf });

/** Everybody who allows market research. */
export const TOTAL: SurveyTable = {
  name: 'total',
  title: 'People who allow market research',
  order: 'natural',
  columns: [PEOPLE],
  cellsOf: () => [''],
};

/** Tables by one attribute each. */
export const BREAKDOWNS: readonly SurveyTable[] = [
  table('topics', 'Topics', key('topic', 'Topic'), ({ topics }) => topics),
  table('kinds', 'Kinds of form', key('kind', 'Kind of form'), ({ kinds }) => kinds),
  table('months', 'New people per month', key('month', 'Month'), ({ month }) => [month], 'natural'),
  table('countries', 'Declared countries', key('country', 'Country'), ({ country }) => [country]),
  table('languages', 'Languages of the form', key('language', 'Language'), ({ language }) => [language]),
];

/** Who stopped allowing it: the only table that counts people whose permission does not stand. Never released. */
export const WITHDRAWN: Pick<SurveyTable, 'name' | 'title' | 'columns'> = {
  name: 'withdrawn',
  title: 'People who withdrew per month',
  columns: [key('month', 'Month'), PEOPLE],
};
