/**
 * The released tables of the survey with their sensitivity, noise and cost. It may not see a figure. The unit that is
 * protected is one person and one calendar year: everything that the registrations of that year say of that person.
 */
import type { TableSpec } from '../../disclosure/release-catalogue.ts';
import type { CellKeys } from '../../disclosure/vocabularies.ts';
import { computeVariance } from '../../disclosure/zcdp.ts';
import { KINDS } from '../event.ts';
import type { Register } from '../parse-register.ts';
import { COUNTRY_CELLS } from './country-of.ts';
import { NO_TOPIC } from './respondent.ts';
import { PEOPLE } from './survey-tables.ts';

/** Which tables are drawn, with which bounds and shares. It changes whenever one of these does. */
export const SURVEY_CATALOGUE = 'survey 2026-12-01';

/** Topics of a person that a released table counts at most. */
export const MAX_TOPICS = 3;

/**
 * Most cells of each table that one person adds 1 to in a year (L0, with Linf 1). Adding or removing the person moves
 * the table by at most sqrt(L0) in L2. Where details change, the person leaves cells and enters others: at most
 * sqrt(2 L0), since two vectors without negative counts are no further apart than the root of the sum of their squares.
 */
export const TOUCHES: Readonly<Record<string, number>> = {
  total: 1,
  topics: MAX_TOPICS,
  kinds: 1,
  months: 1,
  countries: 1,
  languages: 1,
};

/** Millionths of rho (zCDP) per person and year; together as much as a visitor-day may cost at most. */
export const SHARES: Readonly<Record<string, number>> = {
  total: 6_000,
  topics: 30_000,
  kinds: 10_000,
  months: 8_000,
  countries: 10_000,
  languages: 10_000,
};

/** A released table with every cell that it can have, known before anybody registered. */
export interface SurveySpec {
  readonly spec: TableSpec;
  readonly cells: readonly CellKeys[];
}

/** Returns the tables for a year, YYYY, in the order of the report. Every cell gets noise, empty ones too. */
export function surveySpecs({ config, forms }: Register, year: string): readonly SurveySpec[] {
  const topics = new Set([...forms.values()].flatMap((form) => form.topics.map(({ id }) => id)));
  const single = (values: Iterable<string>) => [...values].map((value) => [value]);
  const specify = (name: string, keys: readonly string[], cells: readonly CellKeys[]) =>
    specifyTable({ name, keys, l0: TOUCHES[name] ?? 0, share: SHARES[name] ?? 0 }, cells);
  return [
    specify('total', [], [[]]),
    specify('topics', ['topic'], single([...topics, NO_TOPIC])),
    specify('kinds', ['kind'], single(KINDS)),
    specify('months', ['month'], single(monthsOf(year))),
    specify('countries', ['country'], single(COUNTRY_CELLS)),
    specify('languages', ['language'], single(config.languages)),
  ];
}

/** The cost of a year's release for a person who registered in it, in billionths of rho. */
export function yearNanorho(specs: readonly SurveySpec[]): number {
  return specs.flatMap(({ spec }) => spec.measures).reduce((sum, { nanorho }) => sum + nanorho, 0);
}

function monthsOf(year: string): readonly string[] {
  return Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
}

/** A table of people that is released: how many cells of it one person touches, and its share of the budget. */
interface TableDeclaration {
  readonly name: string;
  readonly keys: readonly string[];
  /** Most cells that one person adds 1 to in a year. */
  readonly l0: number;
  /** Millionths of rho (zCDP) per person and year. */
  readonly share: number;
}

/**
 * Returns a table with its noise: discrete Gaussian of the smallest whole variance with Delta^2 / (2 variance) <= share
 * (Canonne, Kamath and Steinke 2020, arXiv 2004.00010, theorem 4), Delta^2 = L0.
 */
export function specifyTable(
  { name, keys, l0, share }: TableDeclaration,
  cells: readonly CellKeys[],
): SurveySpec {
  const sensitivitySquared = BigInt(l0);
  const variance = computeVariance(sensitivitySquared, {
    numerator: BigInt(share),
    denominator: 1_000_000n,
  });
  const under = 2n * variance.numerator;
  const nanorho = Number((sensitivitySquared * 1_000_000_000n + under - 1n) / under);
  const spec: TableSpec = {
    name,
    fact: 'survey',
    level: 'month',
    sql: '',
    keys,
    touches: l0,
    cells: [],
    outside: 'drop',
    l0,
    measures: [{ name: PEOPLE.name, unit: 'people', sensitivitySquared, variance, nanorho }],
  };
  return { spec, cells };
}
