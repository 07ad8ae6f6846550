/**
 * A release as rows: the columns of the table `releases`, which analysts query. It may not hold a figure that was not
 * drawn.
 */
import type { FactColumn } from '../facts/columns.ts';
import { halfWidth } from './discrete-normal.ts';
import { COVERAGE } from './profiles.ts';
import type { StoredRelease } from './stored-release.ts';

type Row = Readonly<Record<string, string | number | boolean | null>>;

const text = (name: string, description: string): FactColumn => ({ name, type: 'string', description });
const count = (name: string, description: string): FactColumn => ({ name, type: 'bigint', description });

/** Columns that identify a cell: null where the table has no such key. */
const KEYS: readonly FactColumn[] = [
  text('path', 'Of pages and landings.'),
  text('source', 'Of sources.'),
  text('medium', 'Of sources.'),
  text('referrer', 'Of referrers.'),
  text('campaign', 'Of campaigns.'),
  text('topic', 'Of topics and topics_by.'),
  text('goal', 'Of goals and goals_by.'),
  text('dimension', 'Of topics_by and goals_by: country or medium.'),
  text('value', 'Of countries, languages, devices, browsers, systems, screens, depth, topics_by, goals_by.'),
  { name: 'weekday', type: 'int', description: 'Of hours: 1 Monday to 7 Sunday.' },
  { name: 'hour', type: 'int', description: 'Of hours: 0 to 23.' },
  text('name', 'Of names: the action.'),
];

export const RELEASES: readonly FactColumn[] = [
  text('site', 'Configured id of the site.'),
  text('period', 'Released day or month.'),
  text('fact', 'Name of the fact.'),
  text('measure', 'Name of the measure, as in reports.'),
  text('level', 'day or month.'),
  text('breakdown', 'Table of the release: days, total, pages, sources, ...'),
  ...KEYS,
  count(
    'noisy',
    'The figure: exact sum within bounds plus discrete Gaussian noise; may be negative. Add up these.',
  ),
  count('low', 'Lower end of the 95 % interval of noisy.'),
  count('high', 'Upper end of the 95 % interval of noisy.'),
  count('variance', 'Variance of the noise; variances of sums add up.'),
  {
    name: 'is_public',
    type: 'boolean',
    description: 'Whether the cell was fixed before the data; else it reached the threshold.',
  },
  {
    name: 'is_shown',
    type: 'boolean',
    description:
      'Whether its figure is shown: a public cell from the floor on, an open one always. Public pages show the name ' +
      'of an open one only once it is listed or approved (headcount names).',
  },
  count('floor', 'Least noisy first measure at which a public cell is shown; 0 where all are.'),
  count('threshold', 'Least noisy first measure of an open cell; null where there are none.'),
  count(
    'nanorho',
    'Thousand-millionths of rho (zCDP) that this measure of this table cost each visitor-day.',
  ),
  count('days', 'Days of data in it.'),
  text('catalogue', 'Version of the released tables and their shares.'),
  text('lists', 'Version of the vocabularies fixed in code.'),
  text('profile', 'Budget it was drawn under: default or strict.'),
  text('time_zone', 'IANA zone in which days are local.'),
  text('drawn_on', 'Local day of drawing.'),
];

/** Returns one row per cell and measure, in the order drawn. */
export function releaseRows(release: StoredRelease): readonly Row[] {
  const { site, period, level, catalogue, lists, profile } = release;
  const nothing = Object.fromEntries(KEYS.map((column) => [column.name, null]));
  return release.tables.flatMap((table) => {
    const first = table.measures[0]?.name ?? '';
    const halves = table.measures.map((measure) => halfWidth(measure.variance, COVERAGE));
    return table.cells.flatMap((cell) => {
      const keys = Object.fromEntries(table.keys.map((key, index) => [key, cell.keys[index] ?? null]));
      return table.measures.flatMap((measure, index): Row[] => {
        const noisy = cell.noisy[measure.name];
        const half = halves[index] ?? 0;
        return noisy === undefined
          ? []
          : [
              {
                site,
                period,
                fact: table.fact,
                measure: measure.name,
                level,
                breakdown: table.name,
                ...nothing,
                ...keys,
                noisy,
                low: noisy - half,
                high: noisy + half,
                variance: measure.variance,
                is_public: cell.public,
                is_shown: !cell.public || table.keys.length === 0 || (cell.noisy[first] ?? 0) >= table.floor,
                floor: table.floor,
                threshold: table.threshold?.least ?? null,
                nanorho: measure.nanorho,
                days: release.days.length,
                catalogue,
                lists,
                profile,
                time_zone: release.timeZone,
                drawn_on: release.drawnOn,
              },
            ];
      });
    });
  });
}

/**
 * Describes the rows of a release, for the file itself: a Parquet file that is copied away from here keeps its keys and
 * values (parquet.apache.org, FileMetaData.key_value_metadata).
 */
export function describeRelease({ site, period, timeZone }: StoredRelease): Readonly<Record<string, string>> {
  const columns = RELEASES.filter(({ name }) => name !== 'period');
  return {
    title: `Released figures of ${site}, ${period} (${timeZone})`,
    description:
      'One row per cell and measure, as drawn, once: exact sums within bounds with noise added on purpose, fit to ' +
      'publish; below reports/ with the names that the site listed or approved alone. ' +
      'Pages, JSON and CSV of the same release show these figures fitted to each other, where parts add up ' +
      'to a whole or one figure is never below another, and cut at 0; so they differ within the noise. Use those to ' +
      'quote a figure, and these to add up or to compute with the variance. Rows with is_shown false are mostly noise.',
    columns: JSON.stringify(Object.fromEntries(columns.map(({ name, description }) => [name, description]))),
  };
}
