/**
 * The public cells of a site: from the names that it lists and from lists fixed in code, never from what was counted.
 * It may not see a figure.
 */
import { KNOWN_REFERRERS, KNOWN_SOURCE_MEDIA } from '../anonymize/source-vocabulary.ts';
import type { VocabularyName } from '../facts/fact.ts';
import {
  BROWSERS,
  COUNTRIES,
  DEPTHS,
  DEVICES,
  LANGUAGES,
  MEDIA,
  RESERVED_ACTIONS,
  SCREENS,
  SYSTEMS,
} from './fixed-lists.ts';
import type { ListedNames } from './listed-names.ts';

/** The values of a cell's keys, in their order. */
export type CellKeys = readonly (string | number)[];

/** The value under which a folding table counts everything outside its vocabulary. */
export const OTHER = '(other)';

const single = (values: readonly (string | number)[]): readonly CellKeys[] => values.map((value) => [value]);
const folding = (values: readonly string[]) => single([...new Set([...values, '(unknown)', OTHER])]);
const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

const MAKERS: Readonly<Record<VocabularyName, (listed: ListedNames) => readonly CellKeys[]>> = {
  published: (listed) => single(listed.published),
  sources: () => [
    ...KNOWN_SOURCE_MEDIA,
    ['(none)', 'direct'],
    ['(unknown)', '(unknown)'],
    ['(private)', 'referral'],
    ['(app)', 'referral'],
  ],
  referrers: () => single([...KNOWN_REFERRERS, '(none)', '(unknown)', '(private)', '(app)']),
  campaigns: (listed) => single(listed.campaigns),
  countries: () => folding(COUNTRIES),
  languages: () => folding(LANGUAGES),
  browsers: () => folding(BROWSERS),
  systems: () => folding(SYSTEMS),
  devices: () => folding(DEVICES),
  screens: () => folding(SCREENS),
  depths: () => single([...DEPTHS, OTHER]),
  weekdays: () => single(range(1, 7)),
  hours: () => single(range(0, 23)),
  topics: (listed) => single([...new Set([...listed.topics, '(no topic)'])]),
  goals: (listed) => single(listed.goals),
  markets: () => [
    ...[...COUNTRIES, '(unknown)'].map((country) => ['country', country]),
    ...[...MEDIA, '(none)'].map((medium) => ['medium', medium]),
  ],
  actions: (listed) => single([...new Set([...listed.goals, ...RESERVED_ACTIONS])]),
};

/**
 * Returns all combinations of the named vocabularies, in their order, which no visitor influences. No vocabulary at all
 * gives the single cell `[]`.
 */
export function publicCells(names: readonly VocabularyName[], listed: ListedNames): readonly CellKeys[] {
  return names.reduce<readonly CellKeys[]>(
    (cells, name) => {
      const values = MAKERS[name](listed);
      return cells.flatMap((keys) => values.map((value) => [...keys, ...value]));
    },
    [[]],
  );
}

/** Returns one text per cell, different for different keys. */
export function cellName(keys: CellKeys): string {
  return JSON.stringify(keys);
}
